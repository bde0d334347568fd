package discordtest

// Component types.
// discord.com/developers/docs/components/reference#component-object-component-types
const (
	TypeActionRow         = 1
	TypeButton            = 2
	TypeStringSelect      = 3
	TypeTextInput         = 4
	TypeUserSelect        = 5
	TypeRoleSelect        = 6
	TypeMentionableSelect = 7
	TypeChannelSelect     = 8
	TypeSection           = 9
	TypeTextDisplay       = 10
	TypeThumbnail         = 11
	TypeMediaGallery      = 12
	TypeFile              = 13
	TypeSeparator         = 14
	TypeContainer         = 17
	TypeLabel             = 18
	TypeFileUpload        = 19
	TypeRadioGroup        = 21
	TypeCheckboxGroup     = 22
	TypeCheckbox          = 23
)

// Button styles.
// discord.com/developers/docs/components/reference#button-button-styles
const (
	StyleLink    = 5
	StylePremium = 6
)

// Component is any component of a message or modal; which fields mean
// something depends on Type.
// discord.com/developers/docs/components/reference
type Component struct {
	Type        int            `json:"type"`
	ID          int            `json:"id,omitempty"`
	CustomID    string         `json:"custom_id,omitempty"`
	Style       int            `json:"style,omitempty"`
	Label       string         `json:"label,omitempty"`
	Description string         `json:"description,omitempty"`
	Emoji       *Emoji         `json:"emoji,omitempty"`
	URL         string         `json:"url,omitempty"`
	SKUID       string         `json:"sku_id,omitempty"`
	Disabled    bool           `json:"disabled,omitempty"`
	Components  []Component    `json:"components,omitempty"`
	Component   *Component     `json:"component,omitempty"`
	Accessory   *Component     `json:"accessory,omitempty"`
	Options     []SelectOption `json:"options,omitempty"`
	Placeholder string         `json:"placeholder,omitempty"`
	MinValues   *int           `json:"min_values,omitempty"`
	MaxValues   *int           `json:"max_values,omitempty"`
	MinLength   *int           `json:"min_length,omitempty"`
	MaxLength   *int           `json:"max_length,omitempty"`
	Required    *bool          `json:"required,omitempty"`
	Value       string         `json:"value,omitempty"`
	Content     string         `json:"content,omitempty"`
	Media       *Media         `json:"media,omitempty"`
	File        *Media         `json:"file,omitempty"`
	Items       []GalleryItem  `json:"items,omitempty"`
	Divider     *bool          `json:"divider,omitempty"`
	Spacing     int            `json:"spacing,omitempty"`
	AccentColor *int           `json:"accent_color,omitempty"`
	Spoiler     bool           `json:"spoiler,omitempty"`
}

// Emoji is the picture on a button or select option.
type Emoji struct {
	ID       string `json:"id,omitempty"`
	Name     string `json:"name,omitempty"`
	Animated bool   `json:"animated,omitempty"`
}

// SelectOption is one choice of a string select.
type SelectOption struct {
	Label       string `json:"label"`
	Value       string `json:"value"`
	Description string `json:"description,omitempty"`
	Emoji       *Emoji `json:"emoji,omitempty"`
	Default     bool   `json:"default,omitempty"`
}

// GalleryItem is one picture of a media gallery.
type GalleryItem struct {
	Media       Media  `json:"media"`
	Description string `json:"description,omitempty"`
	Spoiler     bool   `json:"spoiler,omitempty"`
}

func (c *Component) isSelect() bool {
	switch c.Type {
	case TypeStringSelect, TypeUserSelect, TypeRoleSelect, TypeMentionableSelect, TypeChannelSelect:
		return true
	}
	return false
}

// takesInput reports whether using the component makes an interaction or, in a
// modal, a value.
func (c *Component) takesInput() bool {
	switch c.Type {
	case TypeButton:
		return c.Style != StyleLink && c.Style != StylePremium
	case TypeTextInput, TypeFileUpload, TypeRadioGroup, TypeCheckboxGroup, TypeCheckbox:
		return true
	}
	return c.isSelect()
}

// walk visits every component of a tree, parents first, with its path.
func walk(list []Component, path string, visit func(c *Component, path string)) {
	for i := range list {
		c, at := &list[i], join(path, i)
		visit(c, at)
		walk(c.Components, join(at, "components"), visit)
		if c.Component != nil {
			walkOne(c.Component, join(at, "component"), visit)
		}
		if c.Accessory != nil {
			walkOne(c.Accessory, join(at, "accessory"), visit)
		}
	}
}

func walkOne(c *Component, path string, visit func(c *Component, path string)) {
	visit(c, path)
	walk(c.Components, join(path, "components"), visit)
}

// findInput returns the component with a custom id, or nil.
func findInput(list []Component, customID string) *Component {
	var found *Component
	walk(list, "", func(c *Component, _ string) {
		if c.takesInput() && c.CustomID == customID {
			found = c
		}
	})
	return found
}
