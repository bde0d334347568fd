package discordtest

import (
	"encoding/json"
	"math"
	"strconv"
)

// readChoices checks the suggestions of an autocompletion against the option
// that is being typed.
// discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-autocomplete
func readChoices(data json.RawMessage, kind int, r *Response) *APIError {
	var form struct {
		Choices []Choice `json:"choices"`
	}
	if err := decodeData(data, &form); err != nil {
		return err
	}
	var p problems
	checkChoices(&p, "data.choices", form.Choices, kind)
	r.Choices = form.Choices
	return p.err()
}

// checkChoices holds choices to their limits.
// discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-choice-structure
func checkChoices(p *problems, path string, choices []Choice, kind int) {
	if len(choices) > maxChoices {
		p.tooLong(path, maxChoices)
	}
	for n, c := range choices {
		within(p, join(path, n, "name"), c.Name, maxChoiceText)
		checkLocalizations(p, join(path, n, "name_localizations"), c.NameLocalizations, maxChoiceText, nil)
		checkChoiceValue(p, join(path, n, "value"), c.Value, kind)
	}
}

func checkChoiceValue(p *problems, path string, value any, kind int) {
	text, isText := value.(string)
	number, isNumber := value.(float64)
	switch {
	case value == nil:
		p.required(path)
	case kind == OptionInteger && (!isNumber || number != math.Trunc(number)):
		p.add(path, "NUMBER_TYPE_COERCE", "Value is not an integer.")
	case kind == OptionNumber && !isNumber:
		p.add(path, "NUMBER_TYPE_COERCE", "Value is not a number.")
	case kind == OptionString && !isText:
		p.add(path, "STRING_TYPE_CONVERT", "Could not convert "+strconv.FormatFloat(number, 'g', -1, 64)+" to string.")
	case isText:
		if n := length(text); n == 0 || n > maxChoiceText {
			p.badLength(path, 1, maxChoiceText)
		}
	}
}
