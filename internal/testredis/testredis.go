// Package testredis starts real Redis servers for tests: one, a Cluster, or a master with a replica and a sentinel.
package testredis

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"feyre/internal/testport"
)

// Options say how a server differs from one that keeps everything in memory only.
type Options struct {
	// Durable makes the server write every command to disk before it answers.
	Durable bool
	// Args are further arguments of redis-server.
	Args []string
}

// Server is one redis-server process on a free port of this machine, with a directory of its own.
type Server struct {
	t       testing.TB
	port    int
	args    []string
	process *process
}

// Start starts a server that ends with the test. Without redis-server the test is skipped, or fails where servers are required: under
// CI=true or FEYRE_REQUIRE_SERVERS=1.
func Start(t testing.TB, o Options) *Server {
	t.Helper()
	s := prepare(t, o)
	s.Restart()
	return s
}

// prepare chooses a port and a directory.
func prepare(t testing.TB, o Options) *Server {
	t.Helper()
	need(t, "redis-server", "redis-cli")
	s := &Server{t: t, port: freePort(t)}
	s.args = []string{"--port", strconv.Itoa(s.port), "--bind", "127.0.0.1", "--dir", t.TempDir(), "--save", ""}
	if o.Durable {
		s.args = append(s.args, "--appendonly", "yes", "--appendfsync", "always")
	}
	s.args = append(s.args, o.Args...)
	t.Cleanup(func() {
		if s.process != nil {
			s.process.kill()
		}
	})
	return s
}

// Addr is the server's host:port.
func (s *Server) Addr() string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(s.port)) }

// PID is the process of the server, which must be running.
func (s *Server) PID() int { return s.process.cmd.Process.Pid }

// Kill ends the process at once, as a crash would.
func (s *Server) Kill() { s.process.kill() }

// Pause stops the process from running; its connections stay. Resume ends that.
func (s *Server) Pause() { s.signal(syscall.SIGSTOP) }

// Resume lets a paused process run on.
func (s *Server) Resume() { s.signal(syscall.SIGCONT) }

func (s *Server) signal(sig syscall.Signal) {
	s.t.Helper()
	if err := s.process.cmd.Process.Signal(sig); err != nil {
		s.t.Fatal(err)
	}
}

// Restart starts the process, ending it first if it runs. It finds what its last life left on disk, and answers when this returns.
func (s *Server) Restart() {
	s.t.Helper()
	if s.process != nil {
		s.process.kill()
	}
	s.process = launch(s.t, s.args)
	poll(s.t, s.Addr()+" answers", func() bool {
		out, _ := s.cli("PING") // fails where a password is wanted
		s.running()
		return strings.Contains(out, "PONG") || strings.Contains(out, "NOAUTH")
	})
}

// Empty removes everything that the server holds.
func (s *Server) Empty() {
	s.t.Helper()
	s.Do("FLUSHALL")
}

// Do runs one command with redis-cli and returns what it prints.
func (s *Server) Do(command ...string) string {
	s.t.Helper()
	out, err := s.cli(command...)
	if err != nil {
		s.t.Fatalf("redis-cli %q: %v\n%s", command, err, out)
	}
	return strings.TrimSpace(out)
}

func (s *Server) cli(command ...string) (string, error) {
	cmd := exec.Command("redis-cli", append([]string{"-e", "-p", strconv.Itoa(s.port)}, command...)...)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// number finds a number behind a name in what a command answers.
func (s *Server) number(command, name string) int64 {
	s.t.Helper()
	for line := range strings.Lines(s.Do(strings.Fields(command)...)) {
		if text, ok := strings.CutPrefix(line, name); ok {
			n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
			if err != nil {
				s.t.Fatalf("%s: %v", command, err)
			}
			return n
		}
	}
	s.t.Fatalf("%s does not tell %s", command, name)
	return 0
}

// patience is how long a server may take to reach a state.
const patience = 20 * time.Second

// await repeats a command until its answer contains what is wanted.
func (s *Server) await(command, want string) {
	s.t.Helper()
	poll(s.t, fmt.Sprintf("%s at %s says %s", command, s.Addr(), want), func() bool {
		out, err := s.cli(strings.Fields(command)...)
		s.running()
		return err == nil && strings.Contains(out, want)
	})
}

// running fails the test if the process ended by itself.
func (s *Server) running() {
	s.t.Helper()
	select {
	case <-s.process.ended:
		s.t.Fatalf("redis-server ended:\n%s", s.process.output.String())
	default:
	}
}

// poll waits until a condition holds.
func poll(t testing.TB, what string, holds func() bool) {
	t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	limit := time.After(patience)
	for !holds() {
		select {
		case <-tick.C:
		case <-limit:
			t.Fatalf("not within %v: %s", patience, what)
		}
	}
}

// need skips or fails a test without its programs.
func need(t testing.TB, programs ...string) {
	t.Helper()
	for _, program := range programs {
		if _, err := exec.LookPath(program); err == nil {
			continue
		}
		if os.Getenv("CI") == "true" || os.Getenv("FEYRE_REQUIRE_SERVERS") == "1" {
			t.Fatalf("%s is not installed, and this run requires it", program)
		}
		t.Skipf("%s is not installed", program)
	}
}

func freePort(t testing.TB) int {
	t.Helper()
	port, err := testport.Free()
	if err != nil {
		t.Fatal(err)
	}
	return port
}

// process is a running redis-server.
type process struct {
	cmd    *exec.Cmd
	output bytes.Buffer // read it after ended
	ended  chan struct{}
}

func launch(t testing.TB, args []string) *process {
	t.Helper()
	p := &process{cmd: exec.Command("redis-server", args...), ended: make(chan struct{})}
	p.cmd.Stdout, p.cmd.Stderr = &p.output, &p.output
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		_ = p.cmd.Wait() // how it ended is told by its output
		close(p.ended)
	}()
	return p
}

func (p *process) kill() {
	_ = p.cmd.Process.Kill() // it may have ended already
	<-p.ended
}
