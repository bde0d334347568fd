package discordtest

// Spec validates request bodies against Discord's OpenAPI description.
type Spec struct{}

func specFor(o Options) (*Spec, error) { return o.Spec, nil }

func (s *Server) validate(*call) *APIError { return nil }
