package discordtest

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// Press clicks a button. It refuses one that the message doesn't have, that is
// disabled, or that the user can't see.
func (s *Server) Press(ctx context.Context, from From, message, customID string) (*Interaction, error) {
	c, m, err := s.component(from, message, customID)
	if err != nil {
		return nil, err
	}
	if c.Type != TypeButton {
		return nil, fmt.Errorf("component %q is no button", customID)
	}
	return s.use(ctx, from, m, map[string]any{"component_type": c.Type, "custom_id": customID, "id": c.ID})
}

// Choose picks options of a string select.
func (s *Server) Choose(ctx context.Context, from From, message, customID string, values ...string) (*Interaction, error) {
	c, m, err := s.component(from, message, customID)
	if err != nil {
		return nil, err
	}
	if err := c.offers(values); err != nil {
		return nil, err
	}
	return s.use(ctx, from, m, map[string]any{
		"component_type": c.Type, "custom_id": customID, "id": c.ID, "values": orEmpty(values),
	})
}

// use sends a component interaction.
// discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-message-component-data-structure
func (s *Server) use(ctx context.Context, from From, m *Message, data map[string]any) (*Interaction, error) {
	from.ChannelID = or(from.ChannelID, m.ChannelID)
	i := s.newInteraction(KindComponent, from)
	i.Source = m.ID
	return s.deliver(ctx, i, data, m)
}

// component finds what a user clicks on.
func (s *Server) component(from From, message, customID string) (*Component, *Message, error) {
	m := s.Message(message)
	if m == nil || m.Deleted {
		return nil, nil, fmt.Errorf("no message %s", message)
	}
	user := from.withDefaults(s.opts).User.ID
	if m.Ephemeral() && m.viewer != user {
		return nil, nil, fmt.Errorf("message %s is not shown to user %s", message, user)
	}
	c := findInput(m.Components, customID)
	switch {
	case c == nil:
		return nil, nil, fmt.Errorf("message %s has no component %q", message, customID)
	case c.Disabled:
		return nil, nil, fmt.Errorf("component %q is disabled", customID)
	}
	return c, m, nil
}

// offers reports why a select does not let a user choose some values.
func (c *Component) offers(values []string) error {
	if c.Type != TypeStringSelect {
		return fmt.Errorf("component %q is no string select", c.CustomID)
	}
	least, most := 1, 1
	if c.MinValues != nil {
		least = *c.MinValues
	}
	if c.MaxValues != nil {
		most = *c.MaxValues
	}
	if len(values) < least || len(values) > most {
		return fmt.Errorf("%q takes %d to %d values", c.CustomID, least, most)
	}
	for _, v := range values {
		if !slices.ContainsFunc(c.Options, func(o SelectOption) bool { return o.Value == v }) {
			return fmt.Errorf("%q does not offer %q", c.CustomID, v)
		}
	}
	return nil
}

// Submit fills in the modal that an interaction was answered with; values are
// by custom id. It refuses what Discord's client would not let a user send.
func (s *Server) Submit(ctx context.Context, opened *Interaction, values map[string]string) (*Interaction, error) {
	r := opened.Response()
	if r == nil || r.Modal == nil {
		return nil, errors.New("the interaction was not answered with a modal")
	}
	for id := range values {
		if findInput(r.Modal.Components, id) == nil {
			return nil, fmt.Errorf("the modal has no input %q", id)
		}
	}
	components, err := filledIn(r.Modal.Components, values)
	if err != nil {
		return nil, err
	}
	i := s.newInteraction(KindModalSubmit, opened.From)
	i.Source = opened.Source
	data := map[string]any{"custom_id": r.Modal.CustomID, "components": components}
	return s.deliver(ctx, i, data, s.Message(opened.Source))
}

// filledIn returns the components of a modal as they come back.
// discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-modal-submit-data-structure
func filledIn(list []Component, values map[string]string) ([]map[string]any, error) {
	out := []map[string]any{}
	for n := range list {
		c := &list[n]
		back := map[string]any{"type": c.Type, "id": c.ID}
		switch c.Type {
		case TypeActionRow:
			children, err := filledIn(c.Components, values)
			if err != nil {
				return nil, err
			}
			back["components"] = children
		case TypeLabel:
			children, err := filledIn([]Component{*c.Component}, values)
			if err != nil {
				return nil, err
			}
			back["component"] = children[0]
		case TypeTextInput:
			if err := c.acceptsText(values[c.CustomID]); err != nil {
				return nil, err
			}
			back["custom_id"], back["value"] = c.CustomID, values[c.CustomID]
		case TypeStringSelect:
			back["custom_id"], back["values"] = c.CustomID, chosen(values, c.CustomID)
		}
		out = append(out, back)
	}
	return out, nil
}

func chosen(values map[string]string, id string) []string {
	if v, ok := values[id]; ok {
		return []string{v}
	}
	return []string{}
}

// acceptsText reports why a text input does not take a text.
func (c *Component) acceptsText(text string) error {
	least, most := c.lengths()
	n := len([]rune(text))
	switch {
	case n == 0 && c.Required != nil && !*c.Required:
		return nil
	case n == 0:
		return fmt.Errorf("input %q is required", c.CustomID)
	case n < least || n > most:
		return fmt.Errorf("input %q takes %d to %d characters", c.CustomID, least, most)
	}
	return nil
}
