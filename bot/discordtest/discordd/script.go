package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// errQuit ends a script early.
var errQuit = errors.New("quit")

// follow does one command after the other until the end of the script.
func (d *driver) follow(ctx context.Context, in io.Reader, out *json.Encoder) error {
	lines := readLines(ctx, in)
	for {
		select {
		case <-ctx.Done():
			return nil
		case line, more := <-lines:
			if !more {
				return nil
			}
			for command := range strings.SplitSeq(line, ";") {
				err := d.step(ctx, strings.Fields(command), out)
				if errors.Is(err, errQuit) || ctx.Err() != nil {
					return nil
				}
				if err != nil {
					return fmt.Errorf("%s: %w", strings.TrimSpace(command), err)
				}
			}
		}
	}
}

// readLines reads apart from the driver, so that a signal ends the wait for
// input.
func readLines(ctx context.Context, in io.Reader) <-chan string {
	lines := make(chan string)
	go func() {
		defer close(lines)
		scanner := bufio.NewScanner(in)
		for scanner.Scan() {
			select {
			case lines <- scanner.Text():
			case <-ctx.Done():
				return
			}
		}
	}()
	return lines
}

// step does one command and prints its report.
func (d *driver) step(ctx context.Context, words []string, out *json.Encoder) error {
	if len(words) == 0 {
		return nil
	}
	report, err := d.do(ctx, words[0], words[1:])
	if err != nil {
		return err
	}
	return out.Encode(report)
}

func (d *driver) do(ctx context.Context, verb string, args []string) (any, error) {
	switch verb {
	case "ready":
		return d.ready(ctx)
	case "endpoint":
		if len(args) != 1 {
			return nil, errors.New("want an address")
		}
		return map[string]any{"phase": verb, "url": args[0]}, d.server.SetInteractionsURL(ctx, args[0])
	case "load":
		n, err := wholeNumbers(args, 2)
		if err != nil {
			return nil, err
		}
		return d.load(ctx, verb, n[1], counted(n[0]))
	case "storm":
		n, err := wholeNumbers(args, 1)
		if err != nil {
			return nil, err
		}
		return d.load(ctx, verb, n[0], counted(n[0]))
	case "run":
		return d.runFor(ctx, args)
	case "hold":
		return d.hold(ctx, args)
	case "quit":
		return nil, errQuit
	}
	return nil, errors.New("unknown command")
}

func (d *driver) runFor(ctx context.Context, args []string) (any, error) {
	if len(args) != 2 {
		return nil, errors.New("want a duration and a number")
	}
	duration, err := time.ParseDuration(args[0])
	if err != nil {
		return nil, err
	}
	n, err := wholeNumbers(args[1:], 1)
	if err != nil {
		return nil, err
	}
	return d.load(ctx, "run", n[0], until(time.Now().Add(duration)))
}

func (d *driver) hold(ctx context.Context, args []string) (any, error) {
	if len(args) != 1 {
		return nil, errors.New("want a duration")
	}
	duration, err := time.ParseDuration(args[0])
	if err != nil {
		return nil, err
	}
	timer := time.NewTimer(duration)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
	return map[string]any{"phase": "hold", "seconds": duration.Seconds()}, nil
}

// wholeNumbers reads exactly n positive numbers.
func wholeNumbers(args []string, n int) ([]int, error) {
	if len(args) != n {
		return nil, fmt.Errorf("want %d numbers", n)
	}
	list := make([]int, n)
	for i, arg := range args {
		v, err := strconv.Atoi(arg)
		if err != nil || v < 1 {
			return nil, fmt.Errorf("%q is not a positive number", arg)
		}
		list[i] = v
	}
	return list, nil
}
