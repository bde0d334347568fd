package discordtest

import (
	"fmt"
	"slices"
	"unicode/utf8"
)

// accepts reports why Discord's client would not let a user send a value for
// an option, if it would not.
func (o *CommandOption) accepts(kind int, value any) error {
	if kind != o.Type && !(o.Type == OptionNumber && kind == OptionInteger) &&
		!(o.Type == OptionMentionable && kind == OptionUser) {
		return fmt.Errorf("option %s takes type %d, not %d", o.Name, o.Type, kind)
	}
	if len(o.Choices) > 0 && !o.Autocomplete && !o.offers(value) {
		return fmt.Errorf("option %s does not offer %v", o.Name, value)
	}
	switch v := value.(type) {
	case string:
		return o.acceptsLength(utf8.RuneCountInString(v))
	case int:
		return o.acceptsNumber(float64(v))
	case float64:
		return o.acceptsNumber(v)
	}
	return nil
}

func (o *CommandOption) offers(value any) bool {
	return slices.ContainsFunc(o.Choices, func(c Choice) bool {
		return fmt.Sprint(c.Value) == fmt.Sprint(value)
	})
}

func (o *CommandOption) acceptsLength(n int) error {
	least, most := 0, maxStringOption
	if o.Required {
		least = 1
	}
	if o.MinLength != nil {
		least = *o.MinLength
	}
	if o.MaxLength != nil {
		most = *o.MaxLength
	}
	if n < least || n > most {
		return fmt.Errorf("option %s must be between %d and %d in length", o.Name, least, most)
	}
	return nil
}

func (o *CommandOption) acceptsNumber(v float64) error {
	if o.MinValue != nil && v < *o.MinValue || o.MaxValue != nil && v > *o.MaxValue {
		return fmt.Errorf("option %s is out of range: %v", o.Name, v)
	}
	return nil
}
