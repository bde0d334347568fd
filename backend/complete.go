package backend

import (
	"context"
	"fmt"
	"runtime/debug"
	"strings"
	"unicode/utf8"
)

// Limits of what a completion offers, the smallest of any face's.
const (
	maxChoices = 25
	maxChoice  = 100 // characters
)

// Complete offers choices for the option that req has in Focus.
func (c *Controller) Complete(ctx context.Context, req Request) (choices []Choice) {
	ctx, cancel := context.WithTimeout(ctx, c.Config.Deadline)
	defer cancel()
	defer func() {
		if broken := recover(); broken != nil {
			c.Logger.ErrorContext(ctx, "completion failed", "path", req.Path, "error", fmt.Sprintf("panic: %v\n%s", broken, debug.Stack()))
			choices = nil
		}
	}()
	for _, option := range c.verbs[req.Path].Options {
		if option.Name != req.Focus {
			continue
		}
		found, err := c.choices(ctx, option, req)
		if err != nil {
			c.Logger.DebugContext(ctx, "completion failed", "path", req.Path, "error", err)
			return nil
		}
		return fitting(found)
	}
	return nil
}

func (c *Controller) choices(ctx context.Context, option Option, req Request) ([]Choice, error) {
	if option.Complete != nil {
		return option.Complete(ctx, req)
	}
	say := req.Printer(c.Catalog)
	typed := Folded(req.Options[option.Name])
	var found []Choice
	for _, choice := range option.Choices {
		if choice.Label != "" {
			choice.Name = say.Say(choice.Label)
		}
		if strings.HasPrefix(Folded(choice.Name), typed) || strings.HasPrefix(choice.Value, typed) {
			found = append(found, choice)
		}
	}
	return found, nil
}

// fitting leaves out what no face could show: a value can't be shortened, a name can.
func fitting(found []Choice) []Choice {
	fit := make([]Choice, 0, min(len(found), maxChoices))
	for _, choice := range found {
		if choice.Value == "" || utf8.RuneCountInString(choice.Value) > maxChoice {
			continue
		}
		if runes := []rune(choice.Name); len(runes) > maxChoice {
			choice.Name = string(runes[:maxChoice-1]) + "…"
		}
		if fit = append(fit, choice); len(fit) == maxChoices {
			break
		}
	}
	return fit
}
