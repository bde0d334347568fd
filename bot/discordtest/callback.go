package discordtest

import (
	"encoding/json"
	"net/http"
	"slices"
	"time"
)

// callback is the body of a first answer.
type callback struct {
	Type int             `json:"type"`
	Data json.RawMessage `json:"data"`
}

// postCallback takes the first answer to an interaction.
// discord.com/developers/docs/interactions/receiving-and-responding#create-interaction-response
func (s *Server) postCallback(c *call) (answer, *APIError) {
	i := s.interaction(c.path("token"))
	if i == nil || i.ID != c.path("id") {
		return answer{}, unknown(CodeUnknownInteraction, "interaction")
	}
	if err := s.respond(i, c); err != nil {
		return answer{}, err
	}
	if c.request.URL.Query().Get("with_response") == "true" {
		return ok(i.callbackResponse())
	}
	return noContent()
}

func (s *Server) interaction(token string) *Interaction {
	return locked(s, func() *Interaction { return s.interactions[token] })
}

// respond checks a first answer and lets it take effect.
func (s *Server) respond(i *Interaction, c *call) *APIError {
	if err := i.open(c.at); err != nil {
		return err
	}
	var cb callback
	if err := c.decode(&cb); err != nil {
		return err
	}
	r := &Response{Type: cb.Type, At: c.at, Body: c.body}
	draft, err := i.read(&cb, r, c.files)
	if err != nil {
		return err
	}
	return i.apply(r, draft)
}

// open refuses a second answer and one that comes too late.
func (i *Interaction) open(at time.Time) *APIError {
	answered := i.Response() != nil
	switch {
	case answered:
		return refuse(http.StatusBadRequest, CodeAlreadyAcknowledged, "Interaction has already been acknowledged.")
	case i.age(at) > i.server.opts.AnswerWithin:
		return unknown(CodeUnknownInteraction, "interaction")
	}
	return nil
}

// answerTypes are the kinds of answer each kind of interaction may have.
// discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type
func (i *Interaction) answerTypes() []int {
	switch i.Kind {
	case KindPing:
		return []int{ResponsePong}
	case KindAutocomplete:
		return []int{ResponseAutocomplete}
	case KindComponent:
		return []int{ResponseMessage, ResponseDeferred, ResponseDeferUpdate, ResponseUpdate, ResponseModal}
	case KindModalSubmit:
		if i.Source != "" {
			return []int{ResponseMessage, ResponseDeferred, ResponseDeferUpdate, ResponseUpdate}
		}
		return []int{ResponseMessage, ResponseDeferred}
	}
	return []int{ResponseMessage, ResponseDeferred, ResponseModal}
}

// read checks the data of an answer. The draft is nil if it changes no message.
func (i *Interaction) read(cb *callback, r *Response, files []File) (*draft, *APIError) {
	var p problems
	if !slices.Contains(i.answerTypes(), cb.Type) {
		p.choice("type", numbers(i.answerTypes()))
		return nil, p.err()
	}
	switch cb.Type {
	case ResponseMessage, ResponseUpdate:
		return i.readMessage(cb, files)
	case ResponseDeferred:
		return i.readDeferral(cb.Data)
	case ResponseAutocomplete:
		return nil, readChoices(cb.Data, i.focused, r)
	case ResponseModal:
		return nil, readModal(cb.Data, r)
	}
	return nil, nil
}

func (i *Interaction) readMessage(cb *callback, files []File) (*draft, *APIError) {
	d := &draft{}
	if err := decodeData(cb.Data, d); err != nil {
		return nil, err
	}
	rules := i.rules()
	rules.root = "data"
	if cb.Type == ResponseUpdate {
		current := locked(i.server, func() *Message { return i.server.snapshot(i.Source) })
		return d, d.check(rules, files, current)
	}
	return d, d.check(rules, files, nil)
}

// readDeferral allows no flag but EPHEMERAL.
func (i *Interaction) readDeferral(data json.RawMessage) (*draft, *APIError) {
	var fields struct {
		Flags int `json:"flags"`
	}
	if err := decodeData(data, &fields); err != nil {
		return nil, err
	}
	if fields.Flags&^deferredOnlyFlag != 0 {
		var p problems
		p.add("data.flags", "BITFIELD_INVALID", "Only EPHEMERAL can be set on a deferred response.")
		return nil, p.err()
	}
	d := &draft{}
	d.Flags.Set, d.Flags.Value = true, fields.Flags|FlagLoading
	return d, nil
}

func decodeData(data json.RawMessage, v any) *APIError {
	if len(data) == 0 || string(data) == "null" {
		return nil
	}
	return decodeForm("data", data, v)
}

// apply makes an answer that has been checked take effect, once.
func (i *Interaction) apply(r *Response, d *draft) *APIError {
	s := i.server
	s.mu.Lock()
	if i.response != nil {
		s.mu.Unlock()
		return refuse(http.StatusBadRequest, CodeAlreadyAcknowledged, "Interaction has already been acknowledged.")
	}
	i.response = r
	var events []messageEvent
	switch r.Type {
	case ResponseMessage, ResponseDeferred:
		m := i.newMessage(d)
		i.original = m.ID
		events = s.store(m)
	case ResponseUpdate:
		i.original = i.Source
		events = s.amend(s.messages[i.Source], d)
	case ResponseDeferUpdate:
		i.original = i.Source
	}
	if r.Type == ResponseMessage || r.Type == ResponseUpdate {
		r.Message = s.snapshot(i.original)
	}
	close(i.done)
	s.changed.broadcast()
	s.mu.Unlock()
	s.announce(events)
	return nil
}

// callbackResponse is what with_response=true gives.
func (i *Interaction) callbackResponse() map[string]any {
	r := i.Response()
	about := map[string]any{"id": i.ID, "type": i.Kind}
	resource := map[string]any{"type": r.Type}
	if m := i.Original(); m != nil {
		about["response_message_id"] = m.ID
		about["response_message_loading"] = m.Loading()
		about["response_message_ephemeral"] = m.Ephemeral()
		if r.Message != nil {
			resource["message"] = m
		}
	}
	return map[string]any{"interaction": about, "resource": resource}
}
