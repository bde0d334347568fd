package discordtest

import (
	"context"
	"fmt"
)

// OnMessage uses a command from the context menu of a message. If commands are
// registered, it must be one of them.
// discord.com/developers/docs/interactions/application-commands#message-commands
func (s *Server) OnMessage(ctx context.Context, from From, name, message string) (*Interaction, error) {
	m := s.Message(message)
	if m == nil || m.Deleted {
		return nil, fmt.Errorf("no message %s", message)
	}
	resolved := map[string]any{"messages": map[string]any{m.ID: m}}
	return s.onTarget(ctx, from, name, MessageCommand, m.ID, resolved)
}

// OnUser uses a command from the context menu of a user.
// discord.com/developers/docs/interactions/application-commands#user-commands
func (s *Server) OnUser(ctx context.Context, from From, name string, target User) (*Interaction, error) {
	resolved := map[string]any{"users": map[string]any{target.ID: target}}
	return s.onTarget(ctx, from, name, UserCommand, target.ID, resolved)
}

func (s *Server) onTarget(ctx context.Context, from From, name string, kind int, target string, resolved map[string]any) (*Interaction, error) {
	from = from.withDefaults(s.opts)
	id := DefaultApplicationID
	if list := append(s.Commands(from.GuildID), s.Commands("")...); len(list) > 0 {
		command := findCommand(list, name, kind)
		if command == nil {
			return nil, fmt.Errorf("context menu command %q is not registered", name)
		}
		if err := command.usableFrom(from); err != nil {
			return nil, err
		}
		id = command.ID
	}
	data := map[string]any{"id": id, "name": name, "type": kind, "target_id": target, "resolved": resolved}
	return s.deliver(ctx, s.newInteraction(KindCommand, from), data, nil)
}
