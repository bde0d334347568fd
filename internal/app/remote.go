package app

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strconv"

	"feyre/syncer"
)

// remote asks the process that has the embedded store open.
type remote struct{ client *http.Client }

var _ syncWork = (*remote)(nil)

// dialControl finds a process that listens on the socket.
func dialControl(ctx context.Context, path string) (*remote, bool) {
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		var dialer net.Dialer
		return dialer.DialContext(ctx, "unix", path)
	}
	connection, err := dial(ctx, "", "")
	if err != nil {
		return nil, false
	}
	_ = connection.Close()
	return &remote{client: &http.Client{Transport: &http.Transport{DialContext: dial}}}, true
}

func (r *remote) close() error {
	r.client.CloseIdleConnections()
	return nil
}

// Once has the process do a pass.
func (r *remote) Once(ctx context.Context) (report syncer.Report, err error) {
	return report, r.ask(ctx, "once", nil, &report)
}

// Full has the process compare both sides whole.
func (r *remote) Full(ctx context.Context) (report syncer.Report, err error) {
	return report, r.ask(ctx, "full", nil, &report)
}

// Status asks the process how its mirror is.
func (r *remote) Status(ctx context.Context) (status syncer.Status, err error) {
	return status, r.ask(ctx, "status", nil, &status)
}

// Restore has the process restore a generation into the store that it serves from.
func (r *remote) Restore(ctx context.Context, generation int64) (report syncer.RestoreReport, err error) {
	return report, r.ask(ctx, "restore", url.Values{"generation": {strconv.FormatInt(generation, 10)}}, &report)
}

func (r *remote) ask(ctx context.Context, path string, query url.Values, into any) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://feyre/"+path+"?"+query.Encode(), nil)
	if err != nil {
		return err
	}
	response, err := r.client.Do(request)
	if err != nil {
		return fmt.Errorf("ask the process that has the store open: %w", err)
	}
	defer response.Body.Close()
	if response.StatusCode == http.StatusOK {
		return json.NewDecoder(response.Body).Decode(into)
	}
	var refused refusal
	if err := json.NewDecoder(response.Body).Decode(&refused); err != nil {
		return fmt.Errorf("ask the process that has the store open: %s", response.Status)
	}
	if refused.NotFound {
		return fmt.Errorf("%s: %w", refused.Sentence, syncer.ErrNotFound)
	}
	return &Failure{Sentence: refused.Sentence, Try: refused.Try}
}
