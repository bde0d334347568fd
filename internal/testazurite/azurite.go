// Package testazurite runs Azurite, a server that speaks Azure Blob Storage's protocol, for tests.
package testazurite

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"
	"testing"
	"time"

	"feyre/internal/testport"
)

// Account is the one that Azurite knows, with the key from its documentation.
const (
	Account = "devstoreaccount1"
	Key     = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
)

// startWithin bounds a start: node reads some thousand files.
const startWithin = 60 * time.Second

// Server is a running Azurite. Its data outlive Stop and Kill, so that Restart finds them again.
type Server struct {
	t      testing.TB
	binary string
	dir    string
	port   int
	tls    *certificate
	cmd    *exec.Cmd
	exited chan struct{}
}

// Start runs a server until the test ends. Without Azurite the test is skipped, or fails where servers are required.
func Start(t testing.TB) *Server { return start(t, nil) }

// StartTLS runs one that speaks HTTPS and takes bearer tokens (see Token).
func StartTLS(t testing.TB) *Server {
	t.Helper()
	return start(t, newCertificate(t))
}

func start(t testing.TB, tls *certificate) *Server {
	t.Helper()
	binary := find(t)
	s := &Server{t: t, binary: binary, dir: t.TempDir(), port: freePort(t), tls: tls}
	s.run()
	t.Cleanup(s.Kill)
	return s
}

// find looks where "npm ci" in internal/testdeps puts the server.
func find(t testing.TB) string {
	t.Helper()
	_, here, _, _ := runtime.Caller(0)
	binary := filepath.Join(filepath.Dir(here), "..", "testdeps", "node_modules", ".bin", "azurite-blob")
	if _, err := os.Stat(binary); err == nil {
		return binary
	}
	const reason = "Azurite is not installed: run npm ci in internal/testdeps"
	if os.Getenv("CI") == "true" || os.Getenv("FEYRE_REQUIRE_SERVERS") == "1" {
		t.Fatal(reason)
	}
	t.Skip(reason)
	return ""
}

func freePort(t testing.TB) int {
	t.Helper()
	port, err := testport.Free()
	if err != nil {
		t.Fatal(err)
	}
	return port
}

func (s *Server) run() {
	s.t.Helper()
	args := []string{"--blobHost", "127.0.0.1", "--blobPort", strconv.Itoa(s.port), "--silent", "--disableTelemetry", "--skipApiVersionCheck", "--location", s.dir}
	if s.tls != nil {
		args = append(args, "--oauth", "basic", "--cert", s.tls.certFile, "--key", s.tls.keyFile)
	}
	cmd := exec.Command(s.binary, args...)
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	if err := cmd.Start(); err != nil {
		s.t.Fatalf("azurite: %v", err)
	}
	exited := make(chan struct{})
	go func() {
		_ = cmd.Wait()
		close(exited)
	}()
	s.cmd, s.exited = cmd, exited
	s.await()
}

// await waits until the server takes connections.
func (s *Server) await() {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), startWithin)
	defer cancel()
	for {
		conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", s.Addr())
		if err == nil {
			conn.Close()
			return
		}
		select {
		case <-s.exited:
			s.t.Fatal("azurite ended at its start")
		case <-ctx.Done():
			s.t.Fatalf("azurite does not listen: %v", err)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// Addr is the host and port that the server listens on.
func (s *Server) Addr() string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(s.port)) }

// URL is the address of the account.
func (s *Server) URL() string {
	scheme := "http"
	if s.tls != nil {
		scheme = "https"
	}
	return fmt.Sprintf("%s://%s/%s", scheme, s.Addr(), Account)
}

// ConnectionString opens the account.
func (s *Server) ConnectionString() string { return ConnectionString(s.URL()) }

// ConnectionString opens the account behind another address of the server, a proxy's for instance.
func ConnectionString(url string) string {
	return fmt.Sprintf("DefaultEndpointsProtocol=http;AccountName=%s;AccountKey=%s;BlobEndpoint=%s;", Account, Key, url)
}

// Dir is where the server keeps its data.
func (s *Server) Dir() string { return s.dir }

// Stop asks the server to end and waits for it.
func (s *Server) Stop() { s.end(syscall.SIGTERM) }

// Kill ends the server at once and waits for it.
func (s *Server) Kill() { s.end(syscall.SIGKILL) }

func (s *Server) end(signal syscall.Signal) {
	if s.cmd == nil {
		return
	}
	_ = s.cmd.Process.Signal(signal) // it may have ended already
	<-s.exited
	s.cmd = nil
}

// Restart starts a stopped server again, with its data and at its address.
func (s *Server) Restart() {
	s.t.Helper()
	s.run()
}
