package discordtest

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
)

// Error codes of the JSON error responses.
// discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes
const (
	CodeGeneral             = 0
	CodeUnknownChannel      = 10003
	CodeUnknownMessage      = 10008
	CodeUnknownWebhook      = 10015
	CodeUnknownInteraction  = 10062
	CodeNotYourApplication  = 20012
	CodeTooManyAttachments  = 30015
	CodeTooManyCommands     = 30032
	CodeTooManyDailyCreates = 30034
	CodeEntityTooLarge      = 40005
	CodeAlreadyAcknowledged = 40060
	CodeTooManyFollowUps    = 40094
	CodeBlockedByCloudflare = 40333
	CodeMissingAccess       = 50001
	CodeForeignMessage      = 50005
	CodeEmptyMessage        = 50006
	CodeMissingPermissions  = 50013
	CodeInvalidWebhookToken = 50027
	CodeInvalidFormBody     = 50035
	CodeInvalidAPIVersion   = 50041
	CodeInvalidJSON         = 50109
	CodeReplyWithoutHistory = 160002
)

// APIError is an answer that refuses a request, in Discord's error shape.
type APIError struct {
	Status  int            `json:"-"`
	Code    int            `json:"code"`
	Message string         `json:"message"`
	Errors  map[string]any `json:"errors,omitempty"`
}

func (e *APIError) Error() string {
	text := strconv.Itoa(e.Status) + " " + strconv.Itoa(e.Code) + ": " + e.Message
	if e.Errors != nil {
		detail, _ := json.Marshal(e.Errors)
		text += " " + string(detail)
	}
	return text
}

func refuse(status, code int, message string) *APIError {
	return &APIError{Status: status, Code: code, Message: message}
}

func unknown(code int, what string) *APIError {
	return refuse(http.StatusNotFound, code, "Unknown "+what)
}

// problems collects what is wrong with a form body, each problem at the path
// of the field it is about.
// discord.com/developers/docs/reference#error-messages
type problems struct {
	tree map[string]any
}

// add notes a problem at a dotted path such as "embeds.0.title".
func (p *problems) add(path, code, message string) {
	if p.tree == nil {
		p.tree = map[string]any{}
	}
	node := p.tree
	if path != "" {
		for key := range strings.SplitSeq(path, ".") {
			child, ok := node[key].(map[string]any)
			if !ok {
				child = map[string]any{}
				node[key] = child
			}
			node = child
		}
	}
	list, _ := node["_errors"].([]any)
	node["_errors"] = append(list, map[string]any{"code": code, "message": message})
}

// err returns the collected problems as a refusal, or nil if there are none.
func (p *problems) err() *APIError {
	if p.tree == nil {
		return nil
	}
	return &APIError{
		Status: http.StatusBadRequest, Code: CodeInvalidFormBody,
		Message: "Invalid Form Body", Errors: p.tree,
	}
}

func (p *problems) required(path string) {
	p.add(path, "BASE_TYPE_REQUIRED", "This field is required")
}

func (p *problems) choice(path, allowed string) {
	p.add(path, "BASE_TYPE_CHOICES", "Value must be one of {"+allowed+"}.")
}

func (p *problems) tooLong(path string, limit int) {
	p.add(path, "BASE_TYPE_MAX_LENGTH", "Must be "+strconv.Itoa(limit)+" or fewer in length.")
}

func (p *problems) badLength(path string, least, most int) {
	p.add(path, "BASE_TYPE_BAD_LENGTH",
		"Must be between "+strconv.Itoa(least)+" and "+strconv.Itoa(most)+" in length.")
}

// join appends keys and indices to a dotted path.
func join(path string, parts ...any) string {
	var b strings.Builder
	b.WriteString(path)
	for _, part := range parts {
		if b.Len() > 0 {
			b.WriteByte('.')
		}
		switch v := part.(type) {
		case string:
			b.WriteString(v)
		case int:
			b.WriteString(strconv.Itoa(v))
		}
	}
	return b.String()
}
