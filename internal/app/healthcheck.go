package app

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"feyre/internal/web"
)

// healthcheckTimeout bounds a look at another process.
const healthcheckTimeout = 5 * time.Second

// Healthcheck asks the process that listens on the configured address whether it is ready.
func Healthcheck(ctx context.Context, config web.Config, out io.Writer) error {
	if config.Listen == "" {
		return &Failure{Usage: true, Sentence: "web.listen is empty: nobody can be asked", Try: "feyre healthcheck --web 127.0.0.1:8080"}
	}
	ctx, cancel := context.WithTimeout(ctx, healthcheckTimeout)
	defer cancel()
	address := local(config.Listen)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+"/readyz", nil)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return &Failure{Sentence: "nobody answers at " + address, Try: "feyre serve", Err: err}
	}
	defer response.Body.Close()
	var state web.Readiness
	if err := json.NewDecoder(io.LimitReader(response.Body, 1<<20)).Decode(&state); err != nil {
		return &Failure{Sentence: "what answers at " + address + " isn't Feyre", Err: err}
	}
	if !state.Ready {
		return &Failure{Sentence: "not ready: " + reasons(state.Checks)}
	}
	_, err = fmt.Fprintln(out, "ready")
	return err
}

// local is an address to ask at, of one to listen on: all addresses of a machine include its own.
func local(listen string) string {
	host, port, err := net.SplitHostPort(listen)
	if err != nil {
		return listen
	}
	switch ip := net.ParseIP(host); {
	case host == "", ip.Equal(net.IPv4zero):
		host = "127.0.0.1"
	case ip.Equal(net.IPv6unspecified):
		host = "::1"
	}
	return net.JoinHostPort(host, port)
}

func reasons(checks []web.Check) string {
	var all []string
	for _, check := range checks {
		if !check.OK {
			all = append(all, check.Name+" ("+check.Reason+")")
		}
	}
	return strings.Join(all, ", ")
}
