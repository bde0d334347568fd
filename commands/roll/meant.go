package roll

import (
	"context"
	"errors"
	"regexp"
	"strings"

	"feyre/backend"
	"feyre/dice"
)

var words = regexp.MustCompile(`@?[\p{L}_][\p{L}\p{Nd}_]*`)

// meant offers @attack to somebody who typed attack and has such a name. Nothing is looked up before an expression is found
// wrong, so that what parses needs no store; a store that fails here takes only the offer away, not the answer.
func (e *Engine) meant(ctx context.Context, req backend.Request, err error) error {
	var wrong *dice.Error
	if !errors.As(err, &wrong) {
		return err
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
