package discordtest

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// checkEmbeds holds embeds to their limits. Length is counted in characters,
// without the blanks around.
// discord.com/developers/docs/resources/message#embed-object-embed-limits
func checkEmbeds(p *problems, path string, embeds []Embed) {
	if len(embeds) > maxEmbeds {
		p.tooLong(path, maxEmbeds)
	}
	total := 0
	for n := range embeds {
		embeds[n].check(p, join(path, n))
		total += embeds[n].size()
	}
	if total > maxEmbedsTotal {
		p.add(path, "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")
	}
}

func (e *Embed) check(p *problems, path string) {
	if e.empty() {
		p.required(join(path, "description"))
	}
	atMost(p, join(path, "title"), e.Title, maxEmbedTitle)
	atMost(p, join(path, "description"), e.Description, maxEmbedDescription)
	checkURL(p, join(path, "url"), e.URL, "http", "https")
	if e.Color != nil && (*e.Color < 0 || *e.Color > maxColor) {
		p.add(join(path, "color"), "NUMBER_TYPE_MAX", "int value should be between 0 and 16777215.")
	}
	if _, err := time.Parse(time.RFC3339, e.Timestamp); e.Timestamp != "" && err != nil {
		p.add(join(path, "timestamp"), "DATE_TIME_TYPE_PARSE", "Could not parse "+e.Timestamp+". Should be ISO8601.")
	}
	if e.Author != nil {
		within(p, join(path, "author", "name"), e.Author.Name, maxEmbedAuthor)
		checkURL(p, join(path, "author", "url"), e.Author.URL, "http", "https")
		checkURL(p, join(path, "author", "icon_url"), e.Author.IconURL, "http", "https", "attachment")
	}
	if e.Footer != nil {
		within(p, join(path, "footer", "text"), e.Footer.Text, maxEmbedFooter)
		checkURL(p, join(path, "footer", "icon_url"), e.Footer.IconURL, "http", "https", "attachment")
	}
	if e.Image != nil {
		checkURL(p, join(path, "image", "url"), e.Image.URL, "http", "https", "attachment")
	}
	if e.Thumbnail != nil {
		checkURL(p, join(path, "thumbnail", "url"), e.Thumbnail.URL, "http", "https", "attachment")
	}
	if len(e.Fields) > maxEmbedFields {
		p.tooLong(join(path, "fields"), maxEmbedFields)
	}
	for n, f := range e.Fields {
		within(p, join(path, "fields", n, "name"), f.Name, maxEmbedFieldName)
		within(p, join(path, "fields", n, "value"), f.Value, maxEmbedFieldValue)
	}
}

func (e *Embed) empty() bool {
	return blank(e.Title) && blank(e.Description) && len(e.Fields) == 0 &&
		e.Author == nil && e.Footer == nil && e.Image == nil && e.Thumbnail == nil
}

// size counts what the limit over all embeds counts.
func (e *Embed) size() int {
	n := length(e.Title) + length(e.Description)
	if e.Author != nil {
		n += length(e.Author.Name)
	}
	if e.Footer != nil {
		n += length(e.Footer.Text)
	}
	for _, f := range e.Fields {
		n += length(f.Name) + length(f.Value)
	}
	return n
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

func length(s string) int { return utf8.RuneCountInString(strings.TrimSpace(s)) }

// within notes a text that is blank or too long.
func within(p *problems, path, text string, limit int) {
	switch n := length(text); {
	case n == 0:
		p.required(path)
	case n > limit:
		p.badLength(path, 1, limit)
	}
}

// atMost notes a text that is too long.
func atMost(p *problems, path, text string, limit int) {
	if length(text) > limit {
		p.tooLong(path, limit)
	}
}

// checkURL notes an address that is malformed or of the wrong scheme. Absent
// is fine.
func checkURL(p *problems, path, address string, schemes ...string) {
	if address == "" {
		return
	}
	atMost(p, path, address, maxURL)
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "" || strings.ContainsAny(address, " \n"):
		p.add(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
	case !slices.Contains(schemes, u.Scheme):
		p.add(path, "URL_TYPE_INVALID_SCHEME",
			"Scheme "+strconv.Quote(u.Scheme)+" is not supported. Scheme must be one of "+strings.Join(schemes, ", ")+".")
	}
}
