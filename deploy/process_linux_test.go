package deploy

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// patience bounds the start of one process.
const patience = time.Minute

// BenchmarkStart starts the program as a release has it, with a new embedded store and a new archive, without Discord. It tells the
// median time from the start of the process to /readyz answering 200, and the most memory that one held two seconds later.
func BenchmarkStart(b *testing.B) {
	feyre := build(b, b.TempDir())
	var took []float64
	var most float64
	for b.Loop() {
		web := freeAddress(b)
		cmd := exec.Command(feyre, "serve", "--bot=false", "--web", web)
		cmd.Dir = b.TempDir()
		began := time.Now()
		if err := cmd.Start(); err != nil {
			b.Fatal(err)
		}
		awaitReady(b, "http://"+web+"/readyz")
		took = append(took, float64(time.Since(began).Microseconds())/1000)
		time.Sleep(2 * time.Second)
		most = max(most, resident(b, cmd.Process.Pid))
		if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
			b.Fatal(err)
		}
		if err := cmd.Wait(); err != nil {
			b.Error(err)
		}
	}
	b.ReportMetric(median(took), "ms/start")
	b.ReportMetric(slices.Max(took), "ms/slowest")
	b.ReportMetric(most, "MiB/resident")
}

// BenchmarkRoll is a whole process of "feyre roll".
func BenchmarkRoll(b *testing.B) {
	feyre := build(b, b.TempDir())
	var took, worked, held []float64
	for b.Loop() {
		cmd := exec.Command(feyre, "roll", "4d6k3")
		cmd.Dir = b.TempDir()
		began := time.Now()
		if err := cmd.Run(); err != nil {
			b.Fatal(err)
		}
		took = append(took, float64(time.Since(began).Microseconds())/1000)
		worked = append(worked, float64((cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime()).Microseconds())/1000)
		held = append(held, float64(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)/1024)
	}
	b.ReportMetric(median(took), "ms/roll")
	b.ReportMetric(median(worked), "cpu-ms/roll")
	b.ReportMetric(median(held), "MiB/peak")
}

func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}

func freeAddress(b *testing.B) string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// awaitReady asks every two milliseconds.
func awaitReady(b *testing.B, address string) {
	ctx, cancel := context.WithTimeout(b.Context(), patience)
	defer cancel()
	for ; ctx.Err() == nil; time.Sleep(2 * time.Millisecond) {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
		if err != nil {
			b.Fatal(err)
		}
		if answer, err := http.DefaultClient.Do(request); err == nil {
			answer.Body.Close()
			if answer.StatusCode == http.StatusOK {
				return
			}
		}
	}
	b.Fatal("it is not ready")
}

// resident is the memory that a process holds, in MiB.
func resident(b *testing.B, process int) float64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", process))
	if err != nil {
		b.Fatal(err)
	}
	_, line, _ := strings.Cut(string(status), "VmRSS:")
	kilobytes, err := strconv.ParseFloat(strings.Fields(line)[0], 64)
	if err != nil {
		b.Fatal(err)
	}
	return kilobytes / 1024
}
