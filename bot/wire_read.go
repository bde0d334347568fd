package bot

import "errors"

var errInteraction = errors.New("malformed interaction")

// readInteraction decodes an interaction. Where that fails although its id and token can be read, it returns what it read, so that it can
// be answered all the same. It keeps nothing of raw.
func readInteraction(raw []byte) (*interaction, error) {
	in, c := new(interaction), &cursor{raw: raw}
	for key := range c.object {
		in.read(c, key)
	}
	switch {
	case in.ID == 0 || in.Token == "":
		return nil, errInteraction
	case c.bad:
		return in, errInteraction
	}
	return in, nil
}

func (in *interaction) read(c *cursor, key []byte) {
	switch string(key) {
	case "id":
		in.ID = c.id()
	case "application_id":
		in.ApplicationID = c.id()
	case "type":
		in.Kind = c.whole()
	case "token":
		in.Token = c.text()
	case "data":
		in.Data.read(c)
	case "guild_id":
		in.GuildID = c.id()
	case "channel_id":
		in.ChannelID = c.id()
	case "member":
		in.Member = readMember(c)
	case "user":
		in.User = readUser(c)
	case "message":
		in.Message = readMessage(c)
	case "locale":
		in.Locale = c.text()
	case "authorizing_integration_owners":
		in.UserOnly = installedByUserOnly(c)
	case "attachment_size_limit":
		in.MaxBytes = c.whole()
	default:
		c.skip()
	}
}

// installedByUserOnly reads by whom the application was installed: key "0" stands for the server, "1" for the user.
func installedByUserOnly(c *cursor) bool {
	server, user := false, false
	for key := range c.object {
		server, user = server || string(key) == "0", user || string(key) == "1"
		c.skip()
	}
	return user && !server
}

func (d *interactionData) read(c *cursor) {
	for key := range c.object {
		switch string(key) {
		case "name":
			d.Name = c.text()
		case "type":
			d.Type = c.whole()
		case "options":
			d.Options = readOptions(c)
		case "target_id":
			d.TargetID = c.id()
		case "resolved":
			d.Target = readTarget(c)
		case "custom_id":
			d.CustomID = c.text()
		case "values":
			for range c.array {
				d.Values = append(d.Values, c.text())
			}
		case "components":
			d.Components = readComponents(c)
		default:
			c.skip()
		}
	}
}

func readOptions(c *cursor) []optionValue {
	var list []optionValue
	for range c.array {
		var o optionValue
		for key := range c.object {
			switch string(key) {
			case "name":
				o.Name = c.text()
			case "type":
				o.Type = c.whole()
			case "value":
				o.Value = c.word()
			case "options":
				o.Options = readOptions(c)
			case "focused":
				o.Focused = c.truth()
			default:
				c.skip()
			}
		}
		list = append(list, o)
	}
	return list
}

// readTarget takes what an interaction's ids stand for; of that a message command's one message matters.
func readTarget(c *cursor) (target *message) {
	for key := range c.object {
		if string(key) != "messages" {
			c.skip()
			continue
		}
		for range c.object {
			target = readMessage(c)
		}
	}
	return target
}

func readComponents(c *cursor) []component {
	var list []component
	for range c.array {
		list = append(list, readComponent(c))
	}
	return list
}

func readComponent(c *cursor) (part component) {
	for key := range c.object {
		switch string(key) {
		case "custom_id":
			part.CustomID = c.text()
		case "value":
			part.Value = c.text()
		case "component":
			part.Components = append(part.Components, readComponent(c))
		case "components":
			part.Components = append(part.Components, readComponents(c)...)
		default:
			c.skip()
		}
	}
	return part
}
