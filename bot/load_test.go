package bot

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"feyre/bot/discordtest"
)

// loadVariable switches on what is measured between processes: "make bench-discord" sets it.
const loadVariable = "FEYRE_BENCH_DISCORD"

// discordProcess is discordd, the test Discord as a process of its own.
type discordProcess struct {
	URL           string `json:"url"`
	Token         string `json:"token"`
	ApplicationID string `json:"application_id"`
	PublicKey     string `json:"public_key"`

	process *os.Process
	in      io.Writer
	out     *bufio.Scanner
}

// loadReport is what discordd says of one phase.
type loadReport struct {
	Answered int     `json:"answered"`
	Lost     int     `json:"lost"`
	Twice    int     `json:"twice"`
	Rate     float64 `json:"rate"`
	P50      float64 `json:"p50_ms"`
	P99      float64 `json:"p99_ms"`
	P999     float64 `json:"p999_ms"`
	Max      float64 `json:"max_ms"`
	Failure  string  `json:"failure"`
}

// build builds a command and returns where.
func build(b testing.TB, folder, pkg string) string {
	b.Helper()
	out := filepath.Join(b.TempDir(), path.Base(pkg))
	command := exec.CommandContext(b.Context(), "go", "build", "-o", out, pkg)
	command.Dir = folder
	if text, err := command.CombinedOutput(); err != nil {
		b.Fatalf("build %s: %v\n%s", pkg, err, text)
	}
	return out
}

// startDiscord starts discordd, without Discord's description: to hold every body against it would take more of the processor than the bot does.
func startDiscord(b testing.TB, binary string, args ...string) *discordProcess {
	b.Helper()
	command := exec.CommandContext(b.Context(), binary, args...)
	command.Env = slices.DeleteFunc(os.Environ(), func(variable string) bool { return strings.HasPrefix(variable, discordtest.SpecVariable+"=") })
	in, err1 := command.StdinPipe()
	out, err2 := command.StdoutPipe()
	command.Stderr = os.Stderr
	if err := command.Start(); err != nil || err1 != nil || err2 != nil {
		b.Fatal(err, err1, err2)
	}
	b.Cleanup(func() {
		_ = in.Close()
		_ = command.Wait()
	})
	d := &discordProcess{process: command.Process, in: in, out: bufio.NewScanner(out)}
	if !d.out.Scan() {
		b.Fatal("discordd said nothing")
	}
	if err := json.Unmarshal(d.out.Bytes(), d); err != nil {
		b.Fatal(err)
	}
	return d
}

// do has discordd do something and returns its report.
func (d *discordProcess) do(b testing.TB, format string, args ...any) loadReport {
	b.Helper()
	line := fmt.Sprintf(format, args...)
	if _, err := fmt.Fprintln(d.in, line); err != nil {
		b.Fatal(err)
	}
	var report loadReport
	if !d.out.Scan() {
		b.Fatalf("%s: discordd has ended, or the bot has", line)
	}
	if err := json.Unmarshal(d.out.Bytes(), &report); err != nil {
		b.Fatal(err)
	}
	if report.Lost > 0 || report.Twice > 0 || report.Failure != "" {
		b.Errorf("%s: %d lost, %d answered twice: %s", line, report.Lost, report.Twice, report.Failure)
	}
	return report
}

// startBot starts a bot on a Discord and returns its process id. The Discord ends with it, so that nothing waits for what a dead bot would do.
func startBot(b testing.TB, d *discordProcess, env []string, binary string, args ...string) int {
	b.Helper()
	command := exec.CommandContext(b.Context(), binary, args...)
	ours := func(variable string) bool { return strings.HasPrefix(variable, "FEYRE_") } // which the program would take for its configuration
	command.Env = append(slices.DeleteFunc(os.Environ(), ours), append(env, "DISCORD_URL="+d.URL, "DISCORD_TOKEN="+d.Token)...)
	command.Stderr = os.Stderr
	command.Cancel = func() error { return command.Process.Signal(syscall.SIGTERM) }
	if err := command.Start(); err != nil {
		b.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		_ = command.Wait()
		_ = d.process.Kill()
		close(ended)
	}()
	b.Cleanup(func() {
		_ = command.Process.Signal(syscall.SIGTERM)
		<-ended
	})
	return command.Process.Pid
}

// cpuTime is the processor time that a process has used, of its own and of the kernel for it.
func cpuTime(b testing.TB, pid int) time.Duration {
	b.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		b.Fatal(err)
	}
	_, after, _ := strings.Cut(string(text), ") ")
	fields := strings.Fields(after)
	user, err1 := strconv.Atoi(fields[11])
	system, err2 := strconv.Atoi(fields[12])
	if err1 != nil || err2 != nil {
		b.Fatal(err1, err2)
	}
	return time.Duration(user+system) * 10 * time.Millisecond // the kernel's ticks
}

// memory is a process's resident memory in MB, as it is (VmRSS) or at most was (VmHWM).
func memory(b testing.TB, pid int, field string) float64 {
	b.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		b.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if value, found := strings.CutPrefix(line, field+":"); found {
			n, err := strconv.ParseFloat(strings.Fields(value)[0], 64)
			if err != nil {
				b.Fatal(err)
			}
			return n / 1024
		}
	}
	b.Fatalf("no %s", field)
	return 0
}

// measure has n interactions done, some at a time, and reports what each cost the bot.
func measure(b *testing.B, d *discordProcess, pid, n, atOnce int) {
	b.Helper()
	before := cpuTime(b, pid)
	report := d.do(b, "load %d %d", n, atOnce)
	spent := cpuTime(b, pid) - before
	b.ReportMetric(0, "ns/op") // says nothing here
	b.ReportMetric(float64(spent.Microseconds())/float64(n), "cpu-us/op")
	b.ReportMetric(report.Rate, "op/s")
	b.ReportMetric(report.P50, "p50-ms")
	b.ReportMetric(report.P99, "p99-ms")
	b.ReportMetric(report.P999, "p999-ms")
	b.ReportMetric(memory(b, pid, "VmRSS"), "rss-MB")
}

func loadOnly(b *testing.B) {
	b.Helper()
	if os.Getenv(loadVariable) == "" {
		b.Skip("between processes: make bench-discord")
	}
}
