package discordtest

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// rules are the limits that depend on where a message goes.
type rules struct {
	root     string // where the message is in the body
	fileSize int
}

func (i *Interaction) rules() rules { return rules{fileSize: i.From.AttachmentSizeLimit} }

// check refuses a draft that Discord would refuse. For an edit, current is the
// message as it is.
// discord.com/developers/docs/resources/message#create-message
func (d *draft) check(r rules, files []File, current *Message) *APIError {
	d.files = files
	if err := d.checkFiles(r, current); err != nil {
		return err
	}
	var p problems
	v2 := d.Flags.Value&FlagComponentsV2 != 0 || current != nil && current.Flags&FlagComponentsV2 != 0
	if utf8.RuneCountInString(strings.TrimSpace(d.Content.Value)) > maxContent {
		p.tooLong(join(r.root, "content"), maxContent)
	}
	checkEmbeds(&p, join(r.root, "embeds"), d.Embeds.Value)
	d.checkMentions(&p, join(r.root, "allowed_mentions"))
	d.checkAttachments(&p, join(r.root, "attachments"), current)
	d.checkNonce(&p, join(r.root, "nonce"))
	if v2 {
		d.checkLegacyFields(&p, r.root, current)
		checkComponentsV2(&p, join(r.root, "components"), d.Components.Value, d.uploads(current))
	} else {
		checkRows(&p, join(r.root, "components"), d.Components.Value)
	}
	if err := p.err(); err != nil {
		return err
	}
	if d.leavesEmpty(current, v2) {
		return refuse(http.StatusBadRequest, CodeEmptyMessage, "Cannot send an empty message")
	}
	return nil
}

// checkFiles bounds number and size of the files of the message.
// discord.com/developers/docs/reference#uploading-files
func (d *draft) checkFiles(r rules, current *Message) *APIError {
	kept := 0
	if current != nil {
		kept = len(current.Attachments)
		if d.Attachments.Set {
			kept = len(d.Attachments.Value) - d.described()
		}
	}
	if kept+len(d.files) > maxFiles {
		return refuse(http.StatusBadRequest, CodeTooManyAttachments, "Maximum number of attachments in a message reached (10)")
	}
	for _, f := range d.files {
		if len(f.Data) > r.fileSize {
			return tooLarge()
		}
	}
	return nil
}

// described counts the listed attachments that are uploads of this request.
func (d *draft) described() int {
	n := 0
	for _, a := range d.Attachments.Value {
		if d.uploaded(a.ID) {
			n++
		}
	}
	return n
}

func (d *draft) uploaded(id string) bool {
	return slices.ContainsFunc(d.files, func(f File) bool { return strconv.Itoa(f.Index) == id })
}

// uploads lists the file names that attachment:// may refer to.
func (d *draft) uploads(current *Message) []string {
	var names []string
	for _, f := range d.files {
		names = append(names, f.Name)
	}
	for _, a := range d.Attachments.Value {
		names = append(names, a.Filename)
	}
	if current != nil {
		for _, a := range current.Attachments {
			names = append(names, a.Filename)
		}
	}
	return names
}

func (d *draft) checkAttachments(p *problems, path string, current *Message) {
	for n, a := range d.Attachments.Value {
		kept := current != nil && slices.ContainsFunc(current.Attachments, func(b Attachment) bool { return a.ID == b.ID })
		if !kept && !d.uploaded(a.ID) {
			p.add(join(path, n, "id"), "ATTACHMENT_NOT_FOUND", "Attachment "+a.ID+" could not be found")
		}
		if a.Description != nil && utf8.RuneCountInString(*a.Description) > maxAltText {
			p.tooLong(join(path, n, "description"), maxAltText)
		}
	}
}

// checkMentions holds allowed_mentions to its rules.
// discord.com/developers/docs/resources/message#allowed-mentions-object
func (d *draft) checkMentions(p *problems, path string) {
	allowed := d.AllowedMentions.Value
	if allowed == nil {
		return
	}
	for n, kind := range allowed.Parse {
		if !slices.Contains([]string{"users", "roles", "everyone"}, kind) {
			p.choice(join(path, "parse", n), "'users', 'roles', 'everyone'")
		}
	}
	for kind, ids := range map[string][]string{"users": allowed.Users, "roles": allowed.Roles} {
		if len(ids) > maxAllowedMentionIDs {
			p.tooLong(join(path, kind), maxAllowedMentionIDs)
		}
		if len(ids) > 0 && slices.Contains(allowed.Parse, kind) {
			p.add(path, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
				`parse:["`+kind+`"] and `+kind+`: [ids...] are mutually exclusive.`)
		}
	}
}

func (d *draft) checkNonce(p *problems, path string) {
	if text, ok := d.Nonce.Value.(string); ok && utf8.RuneCountInString(text) > maxNonce {
		p.tooLong(path, maxNonce)
	}
}

// checkLegacyFields keeps content and embeds out of a message of components.
// An edit that makes an older message one has to clear them with null.
// discord.com/developers/docs/components/reference
func (d *draft) checkLegacyFields(p *problems, root string, current *Message) {
	legacy := func(field string) {
		p.add(join(root, field), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
			"The '"+field+"' field cannot be used when using MessageFlags.IS_COMPONENTS_V2")
	}
	if d.Content.Set && !d.Content.Null || !d.Content.Set && current != nil && current.Content != "" {
		legacy("content")
	}
	if d.Embeds.Set && !d.Embeds.Null || !d.Embeds.Set && current != nil && len(current.Embeds) > 0 {
		legacy("embeds")
	}
}

// leavesEmpty reports whether nothing of the message could be seen. Rows of
// buttons alone are not enough.
func (d *draft) leavesEmpty(current *Message, v2 bool) bool {
	var m Message
	if current != nil {
		m = *current
	}
	if d.Content.Set {
		m.Content = d.Content.Value
	}
	if d.Embeds.Set {
		m.Embeds = d.Embeds.Value
	}
	if d.Components.Set {
		m.Components = d.Components.Value
	}
	if v2 {
		return len(m.Components) == 0
	}
	kept := len(m.Attachments)
	if d.Attachments.Set {
		kept = len(d.Attachments.Value) - d.described()
	}
	return strings.TrimSpace(m.Content) == "" && len(m.Embeds) == 0 && kept+len(d.files) == 0
}
