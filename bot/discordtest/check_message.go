package discordtest

import (
	"encoding/json"
	"net/http"
)

// rules are the limits that depend on where a message goes.
type rules struct {
	root     string // where the message is in the body
	fileSize int
}

func (i *Interaction) rules() rules { return rules{fileSize: i.From.AttachmentSizeLimit} }

// check refuses a draft that Discord would refuse. For an edit, current is the
// message as it is.
func (d *draft) check(r rules, files []File, current *Message) *APIError {
	d.files = files
	if current == nil && d.Content.Value == "" && len(d.Embeds.Value) == 0 && len(d.Components.Value) == 0 && len(files) == 0 {
		return refuse(http.StatusBadRequest, CodeEmptyMessage, "Cannot send an empty message")
	}
	return nil
}

func readChoices(data json.RawMessage, r *Response) *APIError {
	var form struct {
		Choices []Choice `json:"choices"`
	}
	if err := decodeData(data, &form); err != nil {
		return err
	}
	r.Choices = form.Choices
	return nil
}

func readModal(data json.RawMessage, r *Response) *APIError {
	r.Modal = &Modal{}
	return decodeData(data, r.Modal)
}
