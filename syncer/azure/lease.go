package azure

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/blob"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/bloberror"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/lease"

	"feyre/syncer"
)

const (
	leaseName = "lease"
	// A lease lasts a minute, the most that Azure gives, and is renewed well before that. A holder that dies is replaced after a minute.
	leaseTime  = 60 * time.Second
	renewEvery = leaseTime / 4
)

var errLeaseLost = errors.New("lease was lost")

// Lease is a lease on a blob of the archive's. Many processes on many machines may ask for it.
type Lease struct {
	archive *Archive
	seconds int32
	renew   time.Duration
}

var _ syncer.Lease = Lease{}

// Lease returns the lease on this archive.
func (a *Archive) Lease() Lease {
	return Lease{archive: a, seconds: int32(leaseTime.Seconds()), renew: renewEvery}
}

// Hold does the work while nobody else does, renewing the lease.
func (l Lease) Hold(ctx context.Context, work func(context.Context) error) error {
	client, err := l.take(ctx)
	if err != nil {
		return err
	}
	held, lose := context.WithCancelCause(ctx)
	renewed := make(chan struct{})
	go func() {
		defer close(renewed)
		l.keep(held, client, lose)
	}()
	err = work(held)
	if cause := context.Cause(held); errors.Is(cause, errLeaseLost) {
		err = errors.Join(err, cause)
	}
	lose(nil)
	<-renewed
	l.give(ctx, client)
	return err
}

func (l Lease) take(ctx context.Context) (*lease.BlobClient, error) {
	if err := l.archive.Put(ctx, leaseName, nil); err != nil && !errors.Is(err, syncer.ErrExists) && !leased(err) {
		return nil, fmt.Errorf("lease: %w", err)
	}
	client, err := lease.NewBlobClient(l.archive.blob(leaseName), nil)
	if err != nil {
		return nil, fmt.Errorf("lease: %w", redact(err))
	}
	_, err = client.AcquireLease(ctx, l.seconds, &lease.BlobAcquireOptions{ModifiedAccessConditions: &blob.ModifiedAccessConditions{}})
	if bloberror.HasCode(err, bloberror.LeaseAlreadyPresent) {
		return nil, fmt.Errorf("%s: %w", l.archive, syncer.ErrHeld)
	}
	if err != nil {
		return nil, fmt.Errorf("lease: %w", redact(err))
	}
	return client, nil
}

// leased tells that the blob is there and somebody has it.
func leased(err error) bool {
	return bloberror.HasCode(err, bloberror.LeaseIDMissing, bloberror.LeaseAlreadyPresent)
}

// keep renews the lease until ctx ends. The work is told when the lease is another's, or when it ran out without an answer.
func (l Lease) keep(ctx context.Context, client *lease.BlobClient, lose context.CancelCauseFunc) {
	tick := time.NewTicker(l.renew)
	defer tick.Stop()
	until := time.Now().Add(time.Duration(l.seconds) * time.Second)
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		asked := time.Now()
		_, err := client.RenewLease(ctx, nil)
		var refused *answer
		switch {
		case err == nil:
			until = asked.Add(time.Duration(l.seconds) * time.Second)
		case errors.As(redact(err), &refused) && refused.status == 409, time.Now().After(until):
			lose(errLeaseLost)
			return
		}
	}
}

// give returns the lease even when ctx has ended; one that can't be returned runs out.
func (l Lease) give(ctx context.Context, client *lease.BlobClient) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	_, _ = client.ReleaseLease(ctx, nil)
}
