package discordtest

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// checkRows holds the components of an ordinary message to their limits: rows
// of buttons, or of one select.
// discord.com/developers/docs/components/reference#legacy-message-component-behavior
func checkRows(p *problems, path string, rows []Component) {
	if len(rows) > maxRows {
		p.badLength(path, 1, maxRows)
	}
	for n := range rows {
		if rows[n].Type != TypeActionRow {
			wrongType(p, join(path, n), TypeActionRow)
			continue
		}
		checkRow(p, join(path, n), &rows[n])
	}
	checkUnique(p, path, rows)
}

// checkRow holds one action row to five buttons or one select.
// discord.com/developers/docs/components/reference#action-row
func checkRow(p *problems, path string, row *Component) {
	path = join(path, "components")
	if len(row.Components) == 0 || len(row.Components) > maxRowButtons {
		p.badLength(path, 1, maxRowButtons)
	}
	for n := range row.Components {
		c, at := &row.Components[n], join(path, n)
		switch {
		case c.isSelect():
			if len(row.Components) > 1 {
				p.add(at, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width")
			}
			checkSelect(p, at, c)
		case c.Type == TypeButton:
			checkButton(p, at, c)
		default:
			wrongType(p, at, TypeButton, TypeStringSelect, TypeUserSelect, TypeRoleSelect, TypeMentionableSelect, TypeChannelSelect)
		}
	}
}

// wrongType notes a component that may not be where it is.
func wrongType(p *problems, path string, allowed ...int) {
	p.add(path, "UNION_TYPE_CHOICES", `Value of field "type" must be one of (`+numbers(allowed)+").")
}

// checkButton holds a button to what its style asks for.
// discord.com/developers/docs/components/reference#button-button-structure
func checkButton(p *problems, path string, b *Component) {
	atMost(p, join(path, "label"), b.Label, maxButtonLabel)
	checkEmoji(p, join(path, "emoji"), b.Emoji)
	switch b.Style {
	case 1, 2, 3, 4:
		checkCustomID(p, path, b)
		if b.URL != "" {
			p.add(path, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified")
		}
	case StyleLink:
		if b.CustomID != "" {
			p.add(path, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified")
		}
		if b.URL == "" {
			p.required(join(path, "url"))
		}
		checkURL(p, join(path, "url"), b.URL, "http", "https", "discord")
		atMost(p, join(path, "url"), b.URL, maxButtonURL)
	case StylePremium:
		if b.SKUID == "" || b.CustomID != "" || b.Label != "" || b.URL != "" || b.Emoji != nil {
			p.add(path, "BUTTON_COMPONENT_PREMIUM_INVALID", "A premium button has an sku_id and nothing else")
		}
		return
	default:
		p.choice(join(path, "style"), "1, 2, 3, 4, 5, 6")
	}
	if blank(b.Label) && b.Emoji == nil {
		p.required(join(path, "label"))
	}
}

// checkCustomID holds a custom id to 1-100 characters.
// discord.com/developers/docs/components/reference#anatomy-of-a-component-custom-id
func checkCustomID(p *problems, path string, c *Component) {
	switch n := utf8.RuneCountInString(c.CustomID); {
	case n == 0:
		p.add(join(path, "custom_id"), "COMPONENT_CUSTOM_ID_REQUIRED", "A custom id is required")
	case n > maxCustomID:
		p.badLength(join(path, "custom_id"), 1, maxCustomID)
	}
}

// checkEmoji refuses a standard emoji that is none.
func checkEmoji(p *problems, path string, e *Emoji) {
	if e == nil || e.ID != "" {
		return
	}
	pictorial := strings.ContainsFunc(e.Name, func(r rune) bool { return r == '©' || r == '®' || r >= 0x2000 })
	if !pictorial {
		p.add(join(path, "name"), "COMPONENT_INVALID_EMOJI", "Invalid emoji")
	}
}

// checkSelect holds a select menu to its limits.
// discord.com/developers/docs/components/reference#string-select-string-select-structure
func checkSelect(p *problems, path string, c *Component) {
	checkCustomID(p, path, c)
	atMost(p, join(path, "placeholder"), c.Placeholder, maxSelectPlaceholder)
	least, most := 1, 1
	if c.MinValues != nil {
		least = *c.MinValues
		checkRange(p, join(path, "min_values"), least, 0, maxSelectOptions)
	}
	if c.MaxValues != nil {
		most = *c.MaxValues
		checkRange(p, join(path, "max_values"), most, 1, maxSelectOptions)
	}
	if least > most {
		p.add(join(path, "min_values"), "SELECT_COMPONENT_MIN_VALUES_GREATER_THAN_MAX", "min_values cannot be greater than max_values")
	}
	if c.Type == TypeStringSelect {
		checkSelectOptions(p, join(path, "options"), c.Options, most)
	}
}

func checkRange(p *problems, path string, v, least, most int) {
	if v < least || v > most {
		p.add(path, "NUMBER_TYPE_MAX", "int value should be between "+strconv.Itoa(least)+" and "+strconv.Itoa(most)+".")
	}
}

// checkSelectOptions holds the options of a string select to their limits.
// discord.com/developers/docs/components/reference#string-select-select-option-structure
func checkSelectOptions(p *problems, path string, options []SelectOption, most int) {
	if len(options) == 0 || len(options) > maxSelectOptions {
		p.badLength(path, 1, maxSelectOptions)
	}
	seen, chosen := map[string]bool{}, 0
	for n, o := range options {
		within(p, join(path, n, "label"), o.Label, maxSelectText)
		within(p, join(path, n, "value"), o.Value, maxSelectText)
		atMost(p, join(path, n, "description"), o.Description, maxSelectText)
		checkEmoji(p, join(path, n, "emoji"), o.Emoji)
		if seen[o.Value] {
			p.add(join(path, n, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used")
		}
		seen[o.Value] = true
		if o.Default {
			chosen++
		}
	}
	if chosen > most {
		p.add(path, "SELECT_COMPONENT_TOO_MANY_DEFAULTS", "More options are selected by default than max_values allows")
	}
}

// checkUnique refuses custom ids and ids that occur twice in a message.
// discord.com/developers/docs/components/reference#anatomy-of-a-component
func checkUnique(p *problems, path string, list []Component) {
	customIDs, ids := map[string]bool{}, map[int]bool{}
	walk(list, path, func(c *Component, at string) {
		if c.CustomID != "" && customIDs[c.CustomID] {
			p.add(join(at, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
		}
		if c.ID != 0 && ids[c.ID] {
			p.add(join(at, "id"), "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")
		}
		customIDs[c.CustomID], ids[c.ID] = true, true
	})
}
