package discordtest

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// v2 checks the components of a message with IS_COMPONENTS_V2.
// discord.com/developers/docs/components/reference
type v2 struct {
	*problems
	uploads []string
	count   int
	text    int
}

func checkComponentsV2(p *problems, path string, list []Component, uploads []string) {
	c := &v2{problems: p, uploads: uploads}
	c.list(path, list, true)
	if c.text > maxTextV2 {
		p.add(path, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", "The total displayable text size exceeds maximum size of 4000")
	}
	checkUnique(p, path, list)
	walk(list, path, func(*Component, string) { c.count++ })
	if c.count > maxComponentsV2 {
		p.add(path, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", "The total number of components exceeds the maximum of 40")
	}
}

func (c *v2) list(path string, list []Component, top bool) {
	for n := range list {
		c.one(join(path, n), &list[n], top)
	}
}

func (c *v2) one(path string, m *Component, top bool) {
	switch m.Type {
	case TypeActionRow:
		checkRow(c.problems, path, m)
	case TypeTextDisplay:
		c.textDisplay(path, m)
	case TypeSection:
		c.section(path, m)
	case TypeMediaGallery:
		c.gallery(path, m)
	case TypeFile:
		c.file(path, m)
	case TypeSeparator:
		if m.Spacing < 0 || m.Spacing > 2 {
			c.choice(join(path, "spacing"), "1, 2")
		}
	case TypeContainer:
		if !top {
			wrongType(c.problems, path, TypeActionRow, TypeSection, TypeTextDisplay, TypeMediaGallery, TypeFile, TypeSeparator)
			return
		}
		if len(m.Components) == 0 {
			c.badLength(join(path, "components"), 1, maxComponentsV2)
		}
		c.list(join(path, "components"), m.Components, false)
	default:
		wrongType(c.problems, path, TypeActionRow, TypeSection, TypeTextDisplay, TypeMediaGallery, TypeFile, TypeSeparator, TypeContainer)
	}
}

// textDisplay adds up the text that is shown.
// discord.com/developers/docs/components/reference#text-display
func (c *v2) textDisplay(path string, m *Component) {
	within(c.problems, join(path, "content"), m.Content, maxTextV2)
	c.text += utf8.RuneCountInString(m.Content)
}

// section has one to three texts and something beside them.
// discord.com/developers/docs/components/reference#section
func (c *v2) section(path string, m *Component) {
	texts := join(path, "components")
	if len(m.Components) == 0 || len(m.Components) > maxSectionTexts {
		c.badLength(texts, 1, maxSectionTexts)
	}
	for n := range m.Components {
		if m.Components[n].Type != TypeTextDisplay {
			wrongType(c.problems, join(texts, n), TypeTextDisplay)
			continue
		}
		c.textDisplay(join(texts, n), &m.Components[n])
	}
	at := join(path, "accessory")
	switch {
	case m.Accessory == nil:
		c.required(at)
	case m.Accessory.Type == TypeButton:
		checkButton(c.problems, at, m.Accessory)
	case m.Accessory.Type == TypeThumbnail:
		c.media(join(at, "media"), m.Accessory.Media)
		atMost(c.problems, join(at, "description"), m.Accessory.Description, maxAltText)
	default:
		wrongType(c.problems, at, TypeButton, TypeThumbnail)
	}
}

// gallery has one to ten pictures.
// discord.com/developers/docs/components/reference#media-gallery
func (c *v2) gallery(path string, m *Component) {
	items := join(path, "items")
	if len(m.Items) == 0 || len(m.Items) > maxGalleryItems {
		c.badLength(items, 1, maxGalleryItems)
	}
	for n := range m.Items {
		c.media(join(items, n, "media"), &m.Items[n].Media)
		atMost(c.problems, join(items, n, "description"), m.Items[n].Description, maxAltText)
	}
}

// file shows an upload of the same message.
// discord.com/developers/docs/components/reference#file
func (c *v2) file(path string, m *Component) {
	at := join(path, "file")
	c.media(at, m.File)
	if m.File != nil && !strings.HasPrefix(m.File.URL, "attachment://") {
		c.add(join(at, "url"), "URL_TYPE_INVALID_SCHEME", "Scheme must be attachment.")
	}
}

// media is an address, or an upload that is there.
// discord.com/developers/docs/components/reference#unfurled-media-item
func (c *v2) media(path string, m *Media) {
	if m == nil || m.URL == "" {
		c.required(join(path, "url"))
		return
	}
	checkURL(c.problems, join(path, "url"), m.URL, "http", "https", "attachment")
	name, isUpload := strings.CutPrefix(m.URL, "attachment://")
	if isUpload && !slices.Contains(c.uploads, name) {
		c.add(path, "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", "The referenced attachment could not be found")
	}
}
