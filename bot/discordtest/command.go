package discordtest

import (
	"encoding/json"
	"net/http"
	"reflect"
	"strconv"
)

// Command is a registered application command.
// discord.com/developers/docs/interactions/application-commands#application-command-object
type Command struct {
	ID                       string            `json:"id"`
	ApplicationID            string            `json:"application_id"`
	GuildID                  string            `json:"guild_id,omitempty"`
	Version                  string            `json:"version"`
	Type                     int               `json:"type"`
	Name                     string            `json:"name"`
	NameLocalizations        map[string]string `json:"name_localizations"`
	Description              string            `json:"description"`
	DescriptionLocalizations map[string]string `json:"description_localizations"`
	Options                  []CommandOption   `json:"options,omitempty"`
	DefaultMemberPermissions *permissions      `json:"default_member_permissions"`
	DMPermission             *bool             `json:"dm_permission,omitempty"`
	Contexts                 []int             `json:"contexts"`
	IntegrationTypes         []int             `json:"integration_types"`
	NSFW                     bool              `json:"nsfw"`
}

// Command types.
const (
	ChatInput      = 1
	UserCommand    = 2
	MessageCommand = 3
)

// CommandOption is a parameter of a command, or a subcommand.
// discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-structure
type CommandOption struct {
	Type                     int               `json:"type"`
	Name                     string            `json:"name"`
	NameLocalizations        map[string]string `json:"name_localizations,omitempty"`
	Description              string            `json:"description"`
	DescriptionLocalizations map[string]string `json:"description_localizations,omitempty"`
	Required                 bool              `json:"required,omitempty"`
	Choices                  []Choice          `json:"choices,omitempty"`
	Options                  []CommandOption   `json:"options,omitempty"`
	ChannelTypes             []int             `json:"channel_types,omitempty"`
	MinValue                 *float64          `json:"min_value,omitempty"`
	MaxValue                 *float64          `json:"max_value,omitempty"`
	MinLength                *int              `json:"min_length,omitempty"`
	MaxLength                *int              `json:"max_length,omitempty"`
	Autocomplete             bool              `json:"autocomplete,omitempty"`
}

// Option types.
// discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-type
const (
	OptionSubcommand  = 1
	OptionGroup       = 2
	OptionString      = 3
	OptionInteger     = 4
	OptionBoolean     = 5
	OptionUser        = 6
	OptionChannel     = 7
	OptionRole        = 8
	OptionMentionable = 9
	OptionNumber      = 10
	OptionAttachment  = 11
)

func (o *CommandOption) isSubcommand() bool {
	return o.Type == OptionSubcommand || o.Type == OptionGroup
}

// Choice is a value to choose from.
type Choice struct {
	Name              string            `json:"name"`
	NameLocalizations map[string]string `json:"name_localizations,omitempty"`
	Value             any               `json:"value"`
}

// permissions is a bit set that is written as text and read as text or number.
type permissions string

func (p *permissions) UnmarshalJSON(data []byte) error {
	var text string
	if json.Unmarshal(data, &text) != nil {
		text = string(data)
	}
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return &json.UnmarshalTypeError{Value: text, Type: reflect.TypeFor[permissions]()}
	}
	*p = permissions(strconv.FormatUint(n, 10))
	return nil
}

func (s *Server) getCommands(c *call) (answer, *APIError) {
	if err := s.ownApplication(c); err != nil {
		return answer{}, err
	}
	list := s.Commands(c.path("guild"))
	if c.request.URL.Query().Get("with_localizations") == "true" {
		return ok(list)
	}
	bare := make([]Command, len(list))
	for i, cmd := range list {
		cmd.NameLocalizations, cmd.DescriptionLocalizations = nil, nil
		cmd.Options = withoutLocalizations(cmd.Options)
		bare[i] = cmd
	}
	return ok(bare)
}

func withoutLocalizations(options []CommandOption) []CommandOption {
	bare := make([]CommandOption, len(options))
	for i, o := range options {
		o.NameLocalizations, o.DescriptionLocalizations = nil, nil
		o.Options = withoutLocalizations(o.Options)
		bare[i] = o
	}
	return bare
}

// putCommands replaces all commands. One of an old name keeps its id, and its
// version too if nothing changed.
// discord.com/developers/docs/interactions/application-commands#bulk-overwrite-global-application-commands
func (s *Server) putCommands(c *call) (answer, *APIError) {
	if err := s.ownApplication(c); err != nil {
		return answer{}, err
	}
	var list []Command
	if err := c.decode(&list); err != nil {
		return answer{}, err
	}
	guild := c.path("guild")
	for i := range list {
		list[i].normalize(s.opts.ApplicationID, guild)
	}
	if err := checkCommands(list); err != nil {
		return answer{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.overwrite(guild, list); err != nil {
		return answer{}, err
	}
	s.changed.broadcast()
	return ok(s.commands[guild])
}

func (s *Server) ownApplication(c *call) *APIError {
	if c.path("app") != s.opts.ApplicationID {
		return forbidden(CodeNotYourApplication, "You are not authorized to perform this action on this application")
	}
	return nil
}

func (c *Command) normalize(app, guild string) {
	c.ID, c.Version, c.ApplicationID, c.GuildID = "", "", app, guild
	c.Type = or(c.Type, ChatInput)
	if c.IntegrationTypes == nil {
		c.IntegrationTypes = []int{0, 1}
	}
}

// overwrite gives ids and versions and stores the list. s.mu is held.
func (s *Server) overwrite(guild string, list []Command) *APIError {
	created := 0
	for i := range list {
		list[i].Version = s.ids.next()
		list[i].ID = list[i].Version
		if old := findCommand(s.commands[guild], list[i].Name, list[i].Type); old != nil {
			list[i].adopt(old)
		} else {
			created++
		}
	}
	if s.creates+created > maxDailyCreates {
		return refuse(http.StatusBadRequest, CodeTooManyDailyCreates, "Max number of daily application command creates has been reached (200)")
	}
	s.creates += created
	s.commands[guild] = list
	return nil
}

func (c *Command) adopt(old *Command) {
	version := c.Version
	c.ID, c.Version = old.ID, old.Version
	if !reflect.DeepEqual(c, old) {
		c.Version = version
	}
}

func findCommand(list []Command, name string, kind int) *Command {
	for i := range list {
		if list[i].Name == name && list[i].Type == kind {
			return &list[i]
		}
	}
	return nil
}

// Commands returns the commands registered for a guild; "" is the global ones.
func (s *Server) Commands(guild string) []Command {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Command{}, s.commands[guild]...)
}
