// Package cli is the command line: it turns arguments into calls of package app, and errors into sentences and exit codes.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"feyre/internal/app"

	"github.com/spf13/cobra"
)

// Exit codes.
const (
	exitOK     = 0
	exitFailed = 1   // it was understood but failed
	exitUsage  = 2   // the command line, the configuration or an expression is wrong
	exitKilled = 130 // a second signal ended it, as shells say it of SIGINT
)

// Main runs the program with the process's arguments, environment and files, and returns its exit code. The first SIGINT,
// SIGTERM or SIGHUP asks it to stop, the next ends it at once.
func Main() int {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, stopping(signal.Ignored(syscall.SIGHUP))...)
	go obey(signals, cancel, func() { os.Exit(exitKilled) })
	return Run(ctx, os.Args[1:], Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Env: os.Environ()})
}

// Streams are what a program is given beside its arguments.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
	// Env is the environment, as os.Environ gives it.
	Env []string
}

// Run runs the program and returns its exit code. Errors are written to Err.
func Run(ctx context.Context, args []string, streams Streams) int {
	p := &program{streams: streams}
	root := p.root()
	root.SetArgs(versionFlag(args))
	root.SetIn(streams.In)
	root.SetOut(streams.Out)
	root.SetErr(streams.Err)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitOK
	}
	if !p.understood {
		err = misunderstood(root, args, err)
	}
	return p.report(err)
}

// program is one run of the command line.
type program struct {
	streams Streams
	config  string
	// understood says that the arguments were good and a command began.
	understood bool
}

// run marks the arguments as understood before a command's own work begins.
func (p *program) run(work func(ctx context.Context, args []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		p.understood = true
		return work(cmd.Context(), args)
	}
}

// report writes an error as "error:" and "try:" lines and returns the exit code.
func (p *program) report(err error) int {
	var (
		problems app.Problems
		failure  *app.Failure
	)
	switch {
	case errors.As(err, &problems):
		for _, problem := range problems {
			p.say("error", problem.Line())
			p.say("try", problem.Try)
		}
		return exitUsage
	case errors.As(err, &failure):
		p.say("error", failure.Sentence)
		for line := range strings.Lines(failure.Drawing) {
			fmt.Fprintln(p.streams.Err, "  "+strings.TrimRight(line, "\n"))
		}
		p.say("try", failure.Try)
		if failure.Usage {
			return exitUsage
		}
	default:
		p.say("error", err.Error())
	}
	return exitFailed
}

func (p *program) say(kind, text string) {
	if text != "" {
		fmt.Fprintf(p.streams.Err, "%s: %s\n", kind, text)
	}
}

// load reads the configuration, with the keys that flags set over it, and asks the parts what is wrong with it.
func (p *program) load(flags map[string]app.Flag) (app.Loaded, error) {
	return app.LoadValid(app.Sources{File: p.config, Env: p.streams.Env, Flags: flags})
}

// screen is what the program reads and writes, as app wants it.
func (p *program) screen() app.Screen {
	return app.NewScreen(p.streams.In, p.streams.Out, p.streams.Env)
}
