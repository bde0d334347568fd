package roll

import (
	"context"
	"errors"
	"maps"
	"regexp"
	"slices"
	"strings"

	"feyre/backend"
	"feyre/dice"
)

var words = regexp.MustCompile(`@?[\p{L}_][\p{L}\p{Nd}_]*`)

// meant offers @attack to somebody who typed attack, or @attck, and has such a name. Nothing is looked up before an expression is found
// wrong, so that what parses needs no store; a store that fails here takes only the offer away, not the answer.
func (e *Engine) meant(ctx context.Context, req backend.Request, err error) error {
	var wrong *dice.Error
	if !errors.As(err, &wrong) {
		return err
	}
	if wrong.Code == dice.UnknownName {
		return e.misspelt(ctx, req, wrong)
	}
	source := wrong.Source
	for _, word := range words.FindAllStringIndex(source, -1) {
		if wrong.At < word[0] || wrong.At > word[1] {
			continue
		}
		names, failed := e.every(ctx, req)
		if _, known := names[strings.ToLower(source[word[0]:word[1]])]; failed != nil || !known {
			return err
		}
		named := *wrong
		named.Offer = source[:word[0]] + "@" + source[word[0]:]
		if _, failed := (dice.Parser{Limits: e.limits, Names: names}).Parse(named.Offer); failed == nil {
			return &named
		}
	}
	return err
}

// misspelt offers the name that somebody has who typed one that is nearly the same.
func (e *Engine) misspelt(ctx context.Context, req backend.Request, wrong *dice.Error) error {
	names, err := e.every(ctx, req)
	if err != nil {
		return wrong
	}
	name := backend.Meant(wrong.Args[0], slices.Sorted(maps.Keys(names)))
	if name == "" {
		return wrong
	}
	named := *wrong
	named.Offer = wrong.Source[:wrong.At] + "@" + name + wrong.Source[wrong.End:]
	if _, err := (dice.Parser{Limits: e.limits, Names: names}).Parse(named.Offer); err != nil {
		return wrong
	}
	return &named
}
