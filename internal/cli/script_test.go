package cli_test

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"feyre/bot/discordtest"
	"feyre/internal/cli"
	"feyre/internal/testazurite"
	"feyre/internal/testport"
	"feyre/internal/testredis"

	"github.com/rogpeppe/go-internal/testscript"
)

// patience bounds every wait of a script.
const patience = time.Minute

// atOnce is how many tests run at the same time unless -parallel says otherwise. They mostly wait: for servers, and under the race
// detector a second at the end of every process.
const atOnce = 8

func TestMain(m *testing.M) {
	if err := flag.Set("test.parallel", strconv.Itoa(atOnce)); err != nil {
		panic(err)
	}
	testscript.Main(m, map[string]func(){"feyre": func() { os.Exit(cli.Main()) }})
}

// Each script in testdata/script is one promise, kept by real processes: the program, a Discord, a Redis, an Azurite.
func TestScripts(t *testing.T) {
	scripts, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil || len(scripts) == 0 {
		t.Fatal("no scripts", err)
	}
	for _, script := range scripts {
		t.Run(strings.TrimSuffix(filepath.Base(script), ".txtar"), func(t *testing.T) {
			t.Parallel()
			w := &world{t: t}
			testscript.Run(t, testscript.Params{Files: []string{script}, Cmds: w.commands(), RequireExplicitExec: true})
		})
	}
}

// world is what one script starts beside the program.
type world struct {
	t       *testing.T
	discord *discordtest.Server
	redis   *testredis.Server
	azurite *testazurite.Server
	last    *discordtest.Interaction
	held    chan struct{} // closed to let held answers through
}

type command = func(ts *testscript.TestScript, neg bool, args []string)

func (w *world) commands() map[string]command {
	return map[string]command{
		"discord": w.startDiscord, "connected": w.connected, "disconnected": w.disconnected, "slash": w.slash, "press": w.press, "mention": w.mention,
		"registered": w.registered, "identified": w.identified, "hold": w.hold, "release": w.release, "answered": w.answered, "refused": w.refused,
		"endpoint": w.endpoint, "conforms": conforms,
		"redis": w.doRedis, "azurite": w.doAzurite,
		"freeport": freePort, "get": get, "until": until, "term": term, "insist": insist, "code": code, "overwrite": overwrite,
	}
}

func print(ts *testscript.TestScript, value any) {
	encoder := json.NewEncoder(ts.Stdout())
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	ts.Check(encoder.Encode(value))
}

// redis start|kill|restart|pause|resume|empty runs a Redis; start points the configuration at it.
func (w *world) doRedis(ts *testscript.TestScript, _ bool, args []string) {
	switch args[0] {
	case "start":
		w.redis = testredis.Start(w.t, testredis.Options{})
		ts.Setenv("FEYRE_STORE_KIND", "redis")
		ts.Setenv("FEYRE_STORE_REDIS_ADDRS", w.redis.Addr())
	case "kill":
		w.redis.Kill()
	case "restart":
		w.redis.Restart()
	case "pause":
		w.redis.Pause()
	case "resume":
		w.redis.Resume()
	case "empty":
		w.redis.Empty()
	default:
		fmt.Fprintln(ts.Stdout(), w.redis.Do(args...))
	}
}

// azurite start|stop|restart runs an Azurite; start points the configuration at it.
func (w *world) doAzurite(ts *testscript.TestScript, _ bool, args []string) {
	switch args[0] {
	case "start":
		w.azurite = testazurite.Start(w.t)
		ts.Setenv("FEYRE_ARCHIVE_KIND", "azure")
		ts.Setenv("FEYRE_ARCHIVE_AZURE_CONNECTION_STRING", w.azurite.ConnectionString())
		ts.Setenv("AZURITE", w.azurite.URL())
	case "stop":
		w.azurite.Stop()
	case "restart":
		w.azurite.Restart()
	default:
		ts.Fatalf("azurite %v", args)
	}
}

// freeport NAME sets a variable to an address of this machine that nobody listens on.
func freePort(ts *testscript.TestScript, _ bool, args []string) {
	port, err := testport.Free()
	ts.Check(err)
	ts.Setenv(args[0], fmt.Sprintf("127.0.0.1:%d", port))
}

// get URL prints what an address answers. With "!" it has to answer a status that isn't 200.
func get(ts *testscript.TestScript, neg bool, args []string) {
	status, body, err := fetch(args[0])
	ts.Check(err)
	fmt.Fprintln(ts.Stdout(), body)
	if (status != http.StatusOK) != neg {
		ts.Fatalf("status %d: %s", status, body)
	}
}

// until PATTERN URL waits for an address to answer something that matches.
func until(ts *testscript.TestScript, _ bool, args []string) {
	pattern := regexp.MustCompile(args[0])
	deadline := time.Now().Add(patience)
	for {
		_, body, err := fetch(args[1])
		if err == nil && pattern.MatchString(body) {
			fmt.Fprintln(ts.Stdout(), body)
			return
		}
		if time.Now().After(deadline) {
			ts.Fatalf("%s never answered %s: %s %v", args[1], args[0], body, err)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func fetch(url string) (status int, body string, err error) {
	client := http.Client{Timeout: patience}
	response, err := client.Get(url)
	if err != nil {
		return 0, "", err
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	return response.StatusCode, string(content), err
}

// term sends SIGTERM to everything that runs in the background.
func term(ts *testscript.TestScript, _ bool, _ []string) {
	for _, cmd := range ts.BackgroundCmds() {
		ts.Check(cmd.Process.Signal(syscall.SIGTERM))
	}
}

// insist sends SIGTERM to what runs in the background, again and again until it has ended.
func insist(ts *testscript.TestScript, _ bool, _ []string) {
	deadline := time.Now().Add(patience)
	for _, cmd := range ts.BackgroundCmds() {
		for {
			err := cmd.Process.Signal(syscall.SIGTERM)
			if errors.Is(err, os.ErrProcessDone) {
				break
			}
			ts.Check(err)
			if time.Now().After(deadline) {
				ts.Fatalf("%v goes on", cmd.Args)
			}
			time.Sleep(20 * time.Millisecond)
		}
	}
}

// code N COMMAND runs a command that has to end with the exit code N.
func code(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// overwrite PATTERN damages every file that matches: its middle byte is changed.
func overwrite(ts *testscript.TestScript, _ bool, args []string) {
	files, err := filepath.Glob(ts.MkAbs(args[0]))
	ts.Check(err)
	if len(files) == 0 {
		ts.Fatalf("nothing matches %s", args[0])
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		ts.Check(err)
		content[len(content)/2] ^= 0xff
		ts.Check(os.WriteFile(file, content, 0o600))
	}
}
