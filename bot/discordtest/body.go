package discordtest

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"
)

// File is one uploaded file.
type File struct {
	Index       int // the n of files[n]
	Name        string
	ContentType string
	Data        []byte
}

func invalidJSON() *APIError {
	return refuse(http.StatusBadRequest, CodeInvalidJSON, "The request body contains invalid JSON.")
}

// read takes the body apart: JSON as it is, or payload_json and files.
// discord.com/developers/docs/reference#uploading-files
func (c *call) read() *APIError {
	kind, params, _ := mime.ParseMediaType(c.request.Header.Get("Content-Type"))
	if c.request.ContentLength > maxRequestSize {
		return tooLarge()
	}
	limited := http.MaxBytesReader(nil, c.request.Body, maxRequestSize)
	if kind == "multipart/form-data" {
		return c.readForm(multipart.NewReader(limited, params["boundary"]))
	}
	data, err := io.ReadAll(limited)
	if err != nil {
		return readError(err)
	}
	if len(data) == 0 {
		return nil
	}
	if kind != "application/json" {
		var p problems
		p.add("", "CONTENT_TYPE_INVALID", `Expected "Content-Type" header to be one of {'application/json', 'multipart/form-data'}.`)
		return p.err()
	}
	if !json.Valid(data) {
		return invalidJSON()
	}
	c.body = data
	return nil
}

func readError(err error) *APIError {
	if tooMuch := (*http.MaxBytesError)(nil); errors.As(err, &tooMuch) {
		return tooLarge()
	}
	return invalidJSON()
}

func tooLarge() *APIError {
	return refuse(http.StatusRequestEntityTooLarge, CodeEntityTooLarge, "Request entity too large")
}

func (c *call) readForm(form *multipart.Reader) *APIError {
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return readError(err)
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return readError(err)
		}
		if refusal := c.take(part, data); refusal != nil {
			return refusal
		}
	}
}

func (c *call) take(part *multipart.Part, data []byte) *APIError {
	if part.FormName() == "payload_json" {
		if !json.Valid(data) {
			return invalidJSON()
		}
		c.body = data
		return nil
	}
	index, ok := fileIndex(part.FormName())
	if !ok || part.FileName() == "" {
		return nil
	}
	c.files = append(c.files, File{
		Index: index, Name: part.FileName(), ContentType: part.Header.Get("Content-Type"), Data: data,
	})
	return nil
}

// fileIndex reads the n of files[n], or of the older form file, fileN.
func fileIndex(name string) (int, bool) {
	if name == "file" {
		return 0, true
	}
	rest, ok := strings.CutPrefix(name, "files[")
	if ok {
		rest, ok = strings.CutSuffix(rest, "]")
	} else {
		rest, ok = strings.CutPrefix(name, "file")
	}
	n, err := strconv.Atoi(rest)
	return n, ok && err == nil && n >= 0
}

// decode reads the JSON body into v. A value of the wrong type is a malformed
// form.
func (c *call) decode(v any) *APIError {
	if len(c.body) == 0 {
		return nil
	}
	return decodeForm("", c.body, v)
}

// decodeForm reads the JSON of the form that stands at root in the body.
func decodeForm(root string, data []byte, v any) *APIError {
	err := json.Unmarshal(data, v)
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		var p problems
		p.add(strings.Trim(root+"."+wrong.Field, "."), "BASE_TYPE_INVALID", "Could not interpret "+wrong.Value+" as "+wrong.Type.Kind().String()+".")
		return p.err()
	}
	if err != nil {
		return invalidJSON()
	}
	return nil
}
