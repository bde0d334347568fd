package azure

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob"
)

// Config says where in Azure Blob Storage the archive is. Give a connection string, or an account URL with or without a SAS token; an
// account URL alone uses Azure's default credential chain.
type Config struct {
	ConnectionString string // secret
	AccountURL       string
	SASToken         string // secret
	Container        string
	Prefix           string // of the blobs' names, so that environments can share a container
}

// DefaultConfig names the container; the account has no default.
func DefaultConfig() Config { return Config{Container: "feyre"} }

// String describes c without its secrets, so that printing it gives nothing away.
func (c Config) String() string {
	account := c.AccountURL
	if c.ConnectionString != "" {
		account = accountName(c.ConnectionString)
	}
	return strings.TrimSuffix(fmt.Sprintf("azure %s, %s/%s", account, c.Container, c.Prefix), "/")
}

// accountName finds what is no secret in a connection string.
func accountName(connection string) string {
	for part := range strings.SplitSeq(connection, ";") {
		if name, found := strings.CutPrefix(part, "AccountName="); found {
			return "account " + name
		}
	}
	return "connection string"
}

// GoString is String.
func (c Config) GoString() string { return c.String() }

var containerName = regexp.MustCompile(`^[a-z0-9](-?[a-z0-9])+$`)

// Validate tells everything that is wrong with c, without its secrets.
func (c Config) Validate() error {
	var wrong []error
	switch {
	case c.ConnectionString == "" && c.AccountURL == "":
		wrong = append(wrong, errors.New("neither connection_string nor account_url is given: one of them names the account"))
	case c.ConnectionString != "" && (c.AccountURL != "" || c.SASToken != ""):
		wrong = append(wrong, errors.New("connection_string excludes account_url and sas_token"))
	case c.ConnectionString != "":
		// What the parser says could quote the secret.
		if _, err := azblob.NewClientFromConnectionString(c.ConnectionString, nil); err != nil {
			wrong = append(wrong, errors.New("connection_string is not one: it begins with DefaultEndpointsProtocol=, and Azure shows it under Access keys"))
		}
	case c.AccountURL != "":
		if u, err := url.Parse(c.AccountURL); err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
			wrong = append(wrong, errors.New("account_url is not a URL such as https://ACCOUNT.blob.core.windows.net"))
		} else if u.RawQuery != "" {
			wrong = append(wrong, errors.New("account_url has a query: a SAS token belongs into sas_token"))
		}
	}
	if !containerName.MatchString(c.Container) || len(c.Container) < 3 || len(c.Container) > 63 {
		wrong = append(wrong, fmt.Errorf("container is %q: 3 to 63 lower-case letters, digits and single hyphens are allowed", c.Container))
	}
	if strings.HasPrefix(c.Prefix, "/") || strings.ContainsAny(c.Prefix, "?#\\") {
		wrong = append(wrong, fmt.Errorf("prefix is %q: it is a path without a slash in front", c.Prefix))
	}
	return errors.Join(wrong...)
}
