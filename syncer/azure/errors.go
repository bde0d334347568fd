package azure

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/bloberror"

	"feyre/syncer"
)

var errConnectionString = errors.New("connection_string is not one of a storage account")

// explain gives an error of the SDK the meaning that the syncer knows, in one line and without the SAS token that an address may hold.
func explain(op, name string, err error) error {
	switch {
	case err == nil:
		return nil
	case bloberror.HasCode(err, bloberror.BlobNotFound, bloberror.ContainerNotFound):
		return fmt.Errorf("%s %s: %w", op, name, syncer.ErrNotFound)
	case bloberror.HasCode(err, bloberror.BlobAlreadyExists):
		return fmt.Errorf("%s %s: %w", op, name, syncer.ErrExists)
	case bloberror.HasCode(err, bloberror.ConditionNotMet):
		return fmt.Errorf("%s %s: %w", op, name, syncer.ErrConflict)
	default:
		return fmt.Errorf("%s %s: %w", op, name, redact(err))
	}
}

// conflict reads "there is one already", or "there is none any more", as a lost race.
func conflict(err error) error {
	if errors.Is(err, syncer.ErrExists) || errors.Is(err, syncer.ErrNotFound) {
		return fmt.Errorf("%w: %w", syncer.ErrConflict, err)
	}
	return err
}

func absent(err error) error {
	if errors.Is(err, syncer.ErrNotFound) {
		return nil
	}
	return err
}

func noContainer(err error) bool { return bloberror.HasCode(err, bloberror.ContainerNotFound) }

// answer is an error that the service sent.
type answer struct {
	status int
	code   string
	cause  error
}

func (a *answer) Error() string {
	return strings.TrimSpace(fmt.Sprintf("the service answered %d %s", a.status, a.code)) // a proxy's answer has no code
}

func (a *answer) Unwrap() error { return a.cause }

// redact makes an error short, and drops the query of an address: a SAS token is one. What keeps the archive from being used is an
// AccessError.
func redact(err error) error {
	var response *azcore.ResponseError
	if errors.As(err, &response) {
		return access(&answer{status: response.StatusCode, code: response.ErrorCode, cause: err})
	}
	var transport *url.Error
	if errors.As(err, &transport) {
		if errors.Is(err, context.Canceled) {
			return &url.Error{Op: transport.Op, URL: withoutQuery(transport.URL), Err: transport.Err}
		}
		return &syncer.AccessError{Cause: transport.Err}
	}
	var final interface {
		error
		NonRetriable() // so the SDK marks credentials that it could not get
	}
	if errors.As(err, &final) {
		return &syncer.AccessError{Refused: true, Cause: err}
	}
	return err
}

// access tells the answers with which a service keeps the archive from being used.
func access(a *answer) error {
	switch {
	case a.status == http.StatusUnauthorized, a.status == http.StatusForbidden:
		return &syncer.AccessError{Refused: true, Cause: a}
	case a.status >= http.StatusInternalServerError, a.status == http.StatusTooManyRequests, a.status == http.StatusRequestTimeout:
		return &syncer.AccessError{Cause: a}
	default:
		return a
	}
}

func withoutQuery(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "(an address)"
	}
	u.RawQuery, u.User, u.Fragment = "", nil, ""
	return u.String()
}

// makeContainer makes the container; that another did meanwhile is fine.
func (a *Archive) makeContainer(ctx context.Context) error {
	_, err := a.container.Create(ctx, nil)
	if err != nil && !bloberror.HasCode(err, bloberror.ContainerAlreadyExists) {
		return fmt.Errorf("make container %s: %w", a.config.Container, redact(err))
	}
	return nil
}
