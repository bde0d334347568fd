package discordtest

import (
	"encoding/json"
	"unicode/utf8"
)

// readModal checks the form that an answer opens.
// discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal
func readModal(data json.RawMessage, r *Response) *APIError {
	m := &Modal{}
	if err := decodeData(data, m); err != nil {
		return err
	}
	var p problems
	checkCustomID(&p, "data", &Component{CustomID: m.CustomID})
	within(&p, "data.title", m.Title, maxModalTitle)
	if len(m.Components) == 0 || len(m.Components) > maxModalComponents {
		p.badLength("data.components", 1, maxModalComponents)
	}
	for n := range m.Components {
		checkModalPart(&p, join("data.components", n), &m.Components[n])
	}
	checkUnique(&p, "data.components", m.Components)
	m.Components = number(m.Components)
	r.Modal = m
	return p.err()
}

// checkModalPart takes a label, a text, or the older row with one text input.
func checkModalPart(p *problems, path string, c *Component) {
	switch c.Type {
	case TypeTextDisplay:
		within(p, join(path, "content"), c.Content, maxTextV2)
	case TypeActionRow:
		if len(c.Components) != 1 {
			p.badLength(join(path, "components"), 1, 1)
			return
		}
		input, at := &c.Components[0], join(path, "components", 0)
		if input.Type != TypeTextInput {
			wrongType(p, at, TypeTextInput)
			return
		}
		within(p, join(at, "label"), input.Label, maxInputLabel)
		checkTextInput(p, at, input)
	case TypeLabel:
		checkLabel(p, path, c)
	default:
		wrongType(p, path, TypeActionRow, TypeTextDisplay, TypeLabel)
	}
}

// checkLabel holds a label and the input in it to their limits.
// discord.com/developers/docs/components/reference#label
func checkLabel(p *problems, path string, c *Component) {
	within(p, join(path, "label"), c.Label, maxInputLabel)
	atMost(p, join(path, "description"), c.Description, maxInputDescription)
	at := join(path, "component")
	input := c.Component
	switch {
	case input == nil:
		p.required(at)
	case input.Type == TypeTextInput:
		checkTextInput(p, at, input)
	case input.isSelect():
		checkModalSelect(p, at, input)
	case input.Type == TypeFileUpload || input.Type >= TypeRadioGroup:
		checkCustomID(p, at, input)
	default:
		wrongType(p, at, TypeStringSelect, TypeTextInput, TypeUserSelect, TypeRoleSelect, TypeMentionableSelect, TypeChannelSelect, TypeFileUpload)
	}
}

// checkModalSelect adds what selects in modals may not have.
// discord.com/developers/docs/components/reference#string-select-string-select-structure
func checkModalSelect(p *problems, path string, c *Component) {
	checkSelect(p, path, c)
	if c.Disabled {
		p.add(join(path, "disabled"), "COMPONENT_DISABLED_IN_MODAL", "Components in modals cannot be disabled")
	}
	if c.MinValues != nil && *c.MinValues == 0 && (c.Required == nil || *c.Required) {
		p.add(join(path, "min_values"), "SELECT_COMPONENT_REQUIRED_MIN_VALUES", "min_values must be at least 1 if the component is required")
	}
}

// checkTextInput holds a text input to its limits.
// discord.com/developers/docs/components/reference#text-input-text-input-structure
func checkTextInput(p *problems, path string, c *Component) {
	checkCustomID(p, path, c)
	if c.Style < 1 || c.Style > 2 {
		p.choice(join(path, "style"), "1, 2")
	}
	atMost(p, join(path, "placeholder"), c.Placeholder, maxInputPlaceholder)
	least, most := c.lengths()
	checkRange(p, join(path, "min_length"), least, 0, maxInputValue)
	checkRange(p, join(path, "max_length"), most, 1, maxInputValue)
	if least > most {
		p.add(join(path, "min_length"), "TEXT_INPUT_MIN_LENGTH_GREATER_THAN_MAX", "min_length cannot be greater than max_length")
	}
	if n := utf8.RuneCountInString(c.Value); n > most || n > 0 && n < least {
		p.badLength(join(path, "value"), least, most)
	}
}

// lengths returns how long the value of a text input may be.
func (c *Component) lengths() (least, most int) {
	least, most = 0, maxInputValue
	if c.MinLength != nil {
		least = *c.MinLength
	}
	if c.MaxLength != nil {
		most = *c.MaxLength
	}
	return least, most
}
