package azure_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/container"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/sas"

	"feyre/internal/testazurite"
	"feyre/syncer"
	"feyre/syncer/archivetest"
	"feyre/syncer/azure"
)

func open(t *testing.T, config azure.Config, options azure.Options) *azure.Archive {
	t.Helper()
	if options.Retry.MaxRetries == 0 {
		options.Retry = policy.RetryOptions{MaxRetries: 2, RetryDelay: 10 * time.Millisecond}
	}
	a, err := azure.New(config, options)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestAgainstAzurite(t *testing.T) {
	server := testazurite.Start(t)
	config := azure.Config{ConnectionString: server.ConnectionString(), Container: "feyre"}
	t.Run("archive", func(t *testing.T) {
		archivetest.Run(t, func(t *testing.T, place string) syncer.Archive {
			config := config
			config.Prefix = "suite/" + place
			return open(t, config, azure.Options{})
		})
	})
	t.Run("without a prefix", func(t *testing.T) {
		config := config
		config.Container = "plain"
		a := open(t, config, azure.Options{})
		if err := a.Put(t.Context(), "delta/1", []byte("x")); err != nil {
			t.Fatal(err)
		}
		err := a.List(t.Context(), "delta/", func(e syncer.Entry) error {
			if e.Name != "delta/1" {
				t.Errorf("listed %s", e.Name)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
	t.Run("lease", func(t *testing.T) {
		archivetest.RunLease(t, func(t *testing.T) syncer.Lease { return open(t, config, azure.Options{}).Lease() })
	})
	t.Run("SAS token", func(t *testing.T) { withSAS(t, server, config) })
	t.Run("errors keep secrets", func(t *testing.T) { errorsKeepSecrets(t, server) })
}

func withSAS(t *testing.T, server *testazurite.Server, config azure.Config) {
	client, err := container.NewClientFromConnectionString(config.ConnectionString, config.Container, nil)
	if err != nil {
		t.Fatal(err)
	}
	all := sas.ContainerPermissions{Read: true, Add: true, Create: true, Write: true, Delete: true, List: true}
	address, err := client.GetSASURL(all, time.Now().Add(time.Hour), nil)
	if err != nil {
		t.Fatal(err)
	}
	_, token, _ := strings.Cut(address, "?")
	sasConfig := azure.Config{AccountURL: server.URL(), SASToken: token, Container: config.Container}
	archivetest.Run(t, func(t *testing.T, place string) syncer.Archive {
		sasConfig := sasConfig
		sasConfig.Prefix = "sas/" + place
		return open(t, sasConfig, azure.Options{})
	})
}

func errorsKeepSecrets(t *testing.T, server *testazurite.Server) {
	const secret = "c2VjcmV0LXNpZ25hdHVyZQ"
	for name, address := range map[string]string{"refuses access": server.URL(), "can't be reached": "http://127.0.0.1:1/" + testazurite.Account} {
		config := azure.Config{AccountURL: address, SASToken: "sv=2024-11-04&ss=b&sig=" + secret, Container: "feyre"}
		a := open(t, config, azure.Options{})
		_, err := a.Get(t.Context(), "manifest.json")
		if err == nil {
			t.Errorf("%s: no error", name)
			continue
		}
		if said := syncer.Problem(err); !strings.HasPrefix(said, "the archive "+name+": ") || strings.Contains(said, "\n") {
			t.Errorf("%s: a person is told %q", name, said)
		}
		for _, text := range []string{err.Error(), a.String(), fmt.Sprintf("%v %+v %#v", config, config, config)} {
			if strings.Contains(text, secret) {
				t.Errorf("%s: a secret shows in %q", name, text)
			}
		}
	}
}

// What stands between, such as a proxy, answers without a code of the service's.
func TestAnAnswerWithoutACode(t *testing.T) {
	proxy := httptest.NewServer(http.NotFoundHandler())
	defer proxy.Close()
	archive := open(t, azure.Config{AccountURL: proxy.URL + "/account", SASToken: "sig=s3cret", Container: "feyre"}, azure.Options{})
	err := archive.Put(t.Context(), "blob", []byte("{}"))
	if err == nil || !strings.HasSuffix(err.Error(), "the service answered 404") {
		t.Errorf("the error is %q", err)
	}
}

func TestConfig(t *testing.T) {
	good := []azure.Config{
		{ConnectionString: "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=a2V5;EndpointSuffix=core.windows.net", Container: "feyre"},
		{AccountURL: "https://account.blob.core.windows.net", Container: "a-b", Prefix: "prod"},
		{AccountURL: "https://account.blob.core.windows.net", SASToken: "sig=1", Container: "feyre"},
	}
	for _, c := range good {
		if err := c.Validate(); err != nil {
			t.Errorf("%v is refused: %v", c, err)
		}
	}
	if got := good[0].String(); got != "azure account a, feyre" {
		t.Errorf("described as %q", got)
	}
	bad := []azure.Config{
		azure.DefaultConfig(),
		{ConnectionString: "x", AccountURL: "https://a", Container: "feyre"},
		{ConnectionString: "x", Container: "feyre"},
		{AccountURL: "account", Container: "feyre"},
		{AccountURL: "https://a?sig=1", Container: "feyre"},
		{ConnectionString: "x", Container: "Feyre"},
		{ConnectionString: "x", Container: "a--b"},
		{ConnectionString: "x", Container: "feyre", Prefix: "/x"},
	}
	for _, c := range bad {
		if err := c.Validate(); err == nil {
			t.Errorf("%v passes", c)
		}
	}
}
