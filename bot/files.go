package bot

import (
	"bytes"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/textproto"
	"path"
	"strconv"
	"strings"

	"feyre/backend/reply"
)

// attach adds a reply's files and returns its lines, with the text of every file that can't go.
func (m *letter) attach(r reply.Reply, to layout) []reply.Line {
	body := r.Body
	for _, file := range r.Files {
		fits := len(file.Data) <= to.fileBytes && len(m.files) < maxFiles
		if to.plain || !fits {
			body = append(body[:len(body):len(body)], file.Text...)
			m.note("file", !fits)
			continue
		}
		file.Name = m.fileName(file.Name)
		alt, _ := cutText(file.Alt, maxFileAlt)
		m.Attachments = append(m.Attachments, attachment{ID: strconv.Itoa(len(m.files)), Filename: file.Name, Description: alt})
		m.files = append(m.files, file)
	}
	return body
}

// fileName is a name that Discord keeps as it is, so that an embed finds its picture by it, and that no other file of the message has.
func (m *letter) fileName(name string) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '.', r == '-', r == '_':
			return r
		default:
			return '_'
		}
	}, path.Base(name))
	name = firstRunes(name, maxFileName/2)
	for _, file := range m.files {
		if file.Name == name {
			return fmt.Sprintf("%d-%s", len(m.files), name)
		}
	}
	return name
}

// seal makes a request's body of v, with files beside it where there are any.
//
// https://discord.com/developers/docs/reference#uploading-files
func seal(v any, files []reply.File) (payload, error) {
	if len(files) == 0 {
		return jsonPayload(v)
	}
	var data bytes.Buffer
	form := multipart.NewWriter(&data)
	head := textproto.MIMEHeader{
		"Content-Disposition": {`form-data; name="payload_json"`},
		"Content-Type":        {"application/json"},
	}
	w, err := form.CreatePart(head)
	if err != nil {
		return payload{}, err
	}
	if err := json.NewEncoder(w).Encode(v); err != nil {
		return payload{}, err
	}
	for i, file := range files {
		head := textproto.MIMEHeader{
			"Content-Disposition": {fmt.Sprintf(`form-data; name="files[%d]"; filename=%q`, i, file.Name)},
			"Content-Type":        {firstOf(file.Type, "application/octet-stream")},
		}
		w, err := form.CreatePart(head)
		if err != nil {
			return payload{}, err
		}
		if _, err := w.Write(file.Data); err != nil {
			return payload{}, err
		}
	}
	if err := form.Close(); err != nil {
		return payload{}, err
	}
	return payload{contentType: form.FormDataContentType(), data: data.Bytes()}, nil
}
