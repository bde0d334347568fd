// Package azure keeps an archive in Azure Blob Storage: one container, a prefix for each environment.
package azure

import (
	"bytes"
	"context"
	"crypto/md5"
	"fmt"
	"io"
	"path"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/streaming"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/blob"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/blockblob"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/container"

	"feyre/syncer"
)

// Options are what an Archive works with beside its Config. The zero value is good.
type Options struct {
	// Transport sends the requests; nil is the SDK's.
	Transport policy.Transporter
	// Credential replaces the default credential chain.
	Credential azcore.TokenCredential
	// Retry says how failed requests are repeated; the zero value is three times within seconds: whoever waits longer does a pass again.
	Retry policy.RetryOptions
}

// Archive is a container's blobs under a prefix. It is safe for concurrent use by many processes.
type Archive struct {
	config    Config
	container *container.Client
}

var _ syncer.Archive = (*Archive)(nil)

// New makes an Archive. No request is sent yet; the container is made when something is written and it is missing.
func New(config Config, options Options) (*Archive, error) {
	if err := config.Validate(); err != nil {
		return nil, err
	}
	if options.Retry.MaxRetries == 0 {
		options.Retry = policy.RetryOptions{MaxRetries: 3, RetryDelay: 500 * time.Millisecond, MaxRetryDelay: 5 * time.Second, TryTimeout: 2 * time.Minute}
	}
	client, err := newClient(config, options)
	if err != nil {
		return nil, fmt.Errorf("archive in Azure: %w", redact(err))
	}
	return &Archive{config: config, container: client}, nil
}

func newClient(config Config, options Options) (*container.Client, error) {
	opts := &container.ClientOptions{ClientOptions: policy.ClientOptions{Transport: options.Transport, Retry: options.Retry}}
	if config.ConnectionString != "" {
		client, err := container.NewClientFromConnectionString(config.ConnectionString, config.Container, opts)
		if err != nil {
			return nil, errConnectionString // the SDK's error may repeat parts of it
		}
		return client, nil
	}
	address := strings.TrimSuffix(config.AccountURL, "/") + "/" + config.Container
	if config.SASToken != "" {
		return container.NewClientWithNoCredential(address+"?"+strings.TrimPrefix(config.SASToken, "?"), opts)
	}
	credential := options.Credential
	if credential == nil {
		chain, err := azidentity.NewDefaultAzureCredential(nil)
		if err != nil {
			return nil, err
		}
		credential = chain
	}
	return container.NewClient(address, credential, opts)
}

// String names the place without secrets.
func (a *Archive) String() string { return a.config.String() }

func (a *Archive) blob(name string) *blockblob.Client {
	return a.container.NewBlockBlobClient(path.Join(a.config.Prefix, name))
}

// Get downloads a blob.
func (a *Archive) Get(ctx context.Context, name string) ([]byte, error) {
	data, _, err := a.Fetch(ctx, name, "")
	return data, err
}

// Fetch downloads a blob unless it is the known one.
func (a *Archive) Fetch(ctx context.Context, name string, known syncer.ETag) ([]byte, syncer.ETag, error) {
	options := &blob.DownloadStreamOptions{}
	if known != "" {
		options.AccessConditions = onlyIf(&blob.ModifiedAccessConditions{IfNoneMatch: to.Ptr(azcore.ETag(known))})
	}
	response, err := a.blob(name).DownloadStream(ctx, options)
	if err != nil {
		return nil, "", explain("get", name, err)
	}
	// An unchanged blob is no error to the SDK: it answers without a body.
	if response.ErrorCode != nil && *response.ErrorCode == "ConditionNotMet" {
		return nil, known, fmt.Errorf("%s: %w", name, syncer.ErrUnchanged)
	}
	body := response.NewRetryReader(ctx, nil)
	data, err := io.ReadAll(body)
	closeErr := body.Close()
	if err == nil {
		err = closeErr
	}
	if err != nil {
		return nil, "", explain("get", name, err)
	}
	return data, etag(response.ETag), nil
}

// Put uploads a new blob.
func (a *Archive) Put(ctx context.Context, name string, data []byte) error {
	_, err := a.upload(ctx, name, data, &blob.ModifiedAccessConditions{IfNoneMatch: to.Ptr(azcore.ETagAny)})
	return explain("put", name, err)
}

// Replace uploads a blob if its present ETag is the given one.
func (a *Archive) Replace(ctx context.Context, name string, data []byte, present syncer.ETag) (syncer.ETag, error) {
	condition := &blob.ModifiedAccessConditions{IfMatch: to.Ptr(azcore.ETag(present))}
	if present == "" {
		condition = &blob.ModifiedAccessConditions{IfNoneMatch: to.Ptr(azcore.ETagAny)}
	}
	response, err := a.upload(ctx, name, data, condition)
	if err != nil {
		return "", conflict(explain("replace", name, err))
	}
	return etag(response.ETag), nil
}

// upload sends a blob in one request, and makes the container if that is what is missing.
func (a *Archive) upload(ctx context.Context, name string, data []byte, condition *blob.ModifiedAccessConditions) (blockblob.UploadResponse, error) {
	sum := md5.Sum(data) // the service compares it, against damage on the way
	options := &blockblob.UploadOptions{AccessConditions: onlyIf(condition), TransactionalValidation: blob.TransferValidationTypeMD5(sum[:])}
	response, err := a.blob(name).Upload(ctx, streaming.NopCloser(bytes.NewReader(data)), options)
	if err == nil || !noContainer(err) {
		return response, err
	}
	if err := a.makeContainer(ctx); err != nil {
		return response, err
	}
	return a.blob(name).Upload(ctx, streaming.NopCloser(bytes.NewReader(data)), options)
}

func onlyIf(condition *blob.ModifiedAccessConditions) *blob.AccessConditions {
	return &blob.AccessConditions{ModifiedAccessConditions: condition}
}

func etag(tag *azcore.ETag) syncer.ETag {
	if tag == nil {
		return ""
	}
	return syncer.ETag(*tag)
}

// List lists blobs. Ages are by the service's clock, which dates its answers.
func (a *Archive) List(ctx context.Context, prefix string, each func(syncer.Entry) error) error {
	root := a.config.Prefix
	if root != "" {
		root = strings.TrimSuffix(root, "/") + "/"
	}
	pager := a.container.NewListBlobsFlatPager(&container.ListBlobsFlatOptions{Prefix: to.Ptr(root + prefix)})
	for pager.More() {
		page, err := pager.NextPage(ctx)
		if noContainer(err) {
			return nil
		}
		if err != nil {
			return explain("list", prefix, err)
		}
		for _, item := range page.Segment.BlobItems {
			entry, ok := entryOf(item, page.Date)
			entry.Name = strings.TrimPrefix(entry.Name, root)
			if !ok {
				continue
			}
			if err := each(entry); err != nil {
				return err
			}
		}
	}
	return nil
}

func entryOf(item *container.BlobItem, now *time.Time) (syncer.Entry, bool) {
	if item.Name == nil || item.Properties == nil || item.Properties.LastModified == nil || now == nil {
		return syncer.Entry{}, false
	}
	entry := syncer.Entry{Name: *item.Name, Age: now.Sub(*item.Properties.LastModified)}
	if item.Properties.ContentLength != nil {
		entry.Size = *item.Properties.ContentLength
	}
	return entry, true
}

// Delete removes a blob.
func (a *Archive) Delete(ctx context.Context, name string) error {
	_, err := a.blob(name).Delete(ctx, nil)
	return absent(explain("delete", name, err))
}
