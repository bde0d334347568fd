package roll

import (
	"context"
	"errors"
	"slices"
	"strings"

	"feyre/backend"
	"feyre/backend/text"
)

// Complete offers the asker's saved rolls, and says of what is typed whether it parses and what it averages.
func (c *Command) Complete(ctx context.Context, req backend.Request) ([]backend.Choice, error) {
	typed := strings.TrimSpace(req.Options["expression"])
	say := req.Printer(c.catalog)
	var choices []backend.Choice
	if typed != "" {
		choices = append(choices, c.verdict(ctx, req, typed, say))
	}
	if c.saved == nil || typed != "" && !strings.Contains(typed, "@") {
		return choices, nil
	}
	saved, err := c.saved.Saved(ctx, req.User)
	if err != nil {
		return choices, nil // what is typed can still be told
	}
	return append(choices, offers(saved, typed)...), nil
}

// verdict says what the typed expression comes to.
func (c *Command) verdict(ctx context.Context, req backend.Request, typed string, say text.Printer) backend.Choice {
	expr, err := c.engine.Parse(ctx, req, typed)
	if err != nil {
		var fault *backend.Fault
		if !errors.As(err, &fault) {
			return backend.Choice{Name: typed, Value: typed}
		}
		wrong := say.Or(fault.English, fault.Message, fault.Args...)
		return backend.Choice{Name: say.Say(text.RollDoesNotParse, typed, wrong), Value: typed}
	}
	if c.odds != nil {
		if mean, known := c.odds.Mean(expr); known {
			return backend.Choice{Name: say.Say(text.RollAverages, typed, say.Decimal(mean.FloatString(2))), Value: typed}
		}
	}
	return backend.Choice{Name: expr.String(), Value: typed}
}

// offers puts every saved roll that fits behind what is typed, in place of the name being typed.
func offers(saved map[string]string, typed string) []backend.Choice {
	before, prefix := typed, ""
	if at := strings.LastIndexByte(typed, '@'); at >= 0 {
		before, prefix = typed[:at], strings.ToLower(typed[at+1:])
	}
	var choices []backend.Choice
	for name, expression := range saved {
		if strings.HasPrefix(name, prefix) {
			choices = append(choices, backend.Choice{Name: before + "@" + name + "  " + expression, Value: before + "@" + name})
		}
	}
	slices.SortFunc(choices, func(a, b backend.Choice) int { return strings.Compare(a.Value, b.Value) })
	return choices
}
