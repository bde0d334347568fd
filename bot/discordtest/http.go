package discordtest

import (
	"context"
	"errors"
)

func (s *Server) postInteraction(context.Context, string, *Interaction, map[string]any) error {
	return errors.ErrUnsupported
}
