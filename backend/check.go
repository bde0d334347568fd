package backend

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"feyre/backend/text"
)

// check holds a request's options against the verb's declaration and returns a Fault for the first that doesn't fit.
func check(verb Verb, given Options) error {
	for _, option := range verb.Options {
		value, found := given[option.Name]
		if !found {
			if option.Required {
				return NewFault(Invalid, text.OptionMissing, text.Option(option.Name)).WithTry(text.OptionTry, usage(verb, false))
			}
			continue
		}
		if err := checkValue(option, value); err != nil {
			return err
		}
	}
	for name := range given {
		if !slices.ContainsFunc(verb.Options, func(o Option) bool { return o.Name == name }) {
			return NewFault(Invalid, text.OptionUnknown, text.Option(name)).WithTry(text.OptionTry, usage(verb, true))
		}
	}
	return nil
}

// usage is how a verb is typed, with all of its options or those that it can't do without.
func usage(verb Verb, all bool) text.Typed {
	line := "/" + strings.ReplaceAll(verb.Path, "/", " ")
	for _, option := range verb.Options {
		if option.Required || all && !option.Hidden {
			line += " " + option.Name + ":"
		}
	}
	return text.Typed(line)
}

func checkValue(option Option, value string) error {
	if len(option.Choices) > 0 {
		return checkChoice(option, value)
	}
	switch option.Kind {
	case Integer:
		return checkInteger(option, value)
	case Boolean:
		if _, err := strconv.ParseBool(value); err != nil {
			return NewFault(Invalid, text.OptionBoolean, text.Option(option.Name))
		}
	case User:
		if _, err := strconv.ParseUint(value, 10, 64); err != nil {
			return NewFault(Invalid, text.OptionUser, text.Option(option.Name))
		}
	case String:
		return checkLength(option, value)
	}
	return nil
}

func checkChoice(option Option, value string) error {
	values := make([]string, len(option.Choices))
	for i, choice := range option.Choices {
		values[i] = choice.Value
	}
	if !slices.Contains(values, value) {
		return NewFault(Invalid, text.OptionChoice, text.Option(option.Name), strings.Join(values, ", "))
	}
	return nil
}

func checkInteger(option Option, value string) error {
	n, err := strconv.ParseInt(value, 10, 64)
	switch {
	case err != nil:
		return NewFault(Invalid, text.OptionInteger, text.Option(option.Name))
	case option.Min == 0 && option.Max == 0:
		return nil
	case n < option.Min:
		return NewFault(Invalid, text.OptionMin, text.Option(option.Name), option.Min)
	case n > option.Max:
		return NewFault(Invalid, text.OptionMax, text.Option(option.Name), option.Max)
	}
	return nil
}

func checkLength(option Option, value string) error {
	length := int64(utf8.RuneCountInString(value))
	switch {
	case length == 0 && option.Min > 0:
		return NewFault(Invalid, text.OptionEmpty, text.Option(option.Name))
	case length < option.Min:
		return NewFault(Invalid, text.OptionShort, text.Option(option.Name), option.Min)
	case option.Max > 0 && length > option.Max:
		return NewFault(Invalid, text.OptionLong, text.Option(option.Name), option.Max)
	}
	return nil
}
