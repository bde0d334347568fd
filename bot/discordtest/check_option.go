package discordtest

import "slices"

// checkOptions holds a list of options to its limits.
// discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-structure
func checkOptions(p *problems, path string, options []CommandOption) {
	if len(options) > maxCommandOptions {
		p.tooLong(path, maxCommandOptions)
	}
	optional := false
	for n := range options {
		o, at := &options[n], join(path, n)
		if slices.ContainsFunc(options[:n], func(other CommandOption) bool {
			return clash(o.Name, o.NameLocalizations, other.Name, other.NameLocalizations)
		}) {
			p.add(at, "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists")
		}
		if o.isSubcommand() != options[0].isSubcommand() {
			p.add(at, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command and sub-command group option types are mutually exclusive to all other types")
		}
		if o.Required && optional {
			p.add(at, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options")
		}
		optional = optional || !o.Required && !o.isSubcommand()
		o.check(p, at)
	}
}

func (o *CommandOption) check(p *problems, path string) {
	checkName(p, join(path, "name"), o.Name)
	within(p, join(path, "description"), o.Description, maxCommandDescription)
	checkLocalizations(p, join(path, "name_localizations"), o.NameLocalizations, maxCommandName, checkName)
	checkLocalizations(p, join(path, "description_localizations"), o.DescriptionLocalizations, maxCommandDescription, nil)
	switch o.Type {
	case OptionSubcommand, OptionGroup:
		o.checkNesting(p, path)
	case OptionString, OptionInteger, OptionNumber:
		o.checkValues(p, path)
	case OptionBoolean, OptionUser, OptionChannel, OptionRole, OptionMentionable, OptionAttachment:
		if len(o.Choices) > 0 || o.Autocomplete {
			p.add(path, "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID", "Only string, integer and number options can have choices or autocomplete")
		}
	default:
		p.choice(join(path, "type"), "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11")
	}
}

// checkNesting allows subcommands in groups and options in subcommands, no
// deeper.
// discord.com/developers/docs/interactions/application-commands#subcommands-and-subcommand-groups
func (o *CommandOption) checkNesting(p *problems, path string) {
	if o.Type == OptionGroup && len(o.Options) == 0 {
		p.required(join(path, "options"))
	}
	for n := range o.Options {
		switch inner := &o.Options[n]; {
		case o.Type == OptionGroup && inner.Type != OptionSubcommand:
			wrongType(p, join(path, "options", n), OptionSubcommand)
			return
		case o.Type == OptionSubcommand && inner.isSubcommand():
			wrongType(p, join(path, "options", n), OptionString, OptionInteger, OptionBoolean, OptionUser,
				OptionChannel, OptionRole, OptionMentionable, OptionNumber, OptionAttachment)
			return
		}
	}
	checkOptions(p, join(path, "options"), o.Options)
}

// checkValues holds choices and bounds to the option's type.
func (o *CommandOption) checkValues(p *problems, path string) {
	if o.Autocomplete && len(o.Choices) > 0 {
		p.add(path, "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE_EXCLUSIVE", "Autocomplete and choices are mutually exclusive")
	}
	checkChoices(p, join(path, "choices"), o.Choices, o.Type)
	for n, c := range o.Choices {
		if slices.ContainsFunc(o.Choices[:n], func(other Choice) bool { return other.Name == c.Name || other.Value == c.Value }) {
			p.add(join(path, "choices", n), "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS", "Option choice already exists")
		}
	}
	isText := o.Type == OptionString
	if isText && (o.MinValue != nil || o.MaxValue != nil) || !isText && (o.MinLength != nil || o.MaxLength != nil) {
		p.add(path, "APPLICATION_COMMAND_OPTIONS_BOUNDS_INVALID", "Lengths are for strings, values for numbers")
	}
	if o.MinValue != nil && o.MaxValue != nil && *o.MinValue > *o.MaxValue {
		p.add(join(path, "min_value"), "APPLICATION_COMMAND_OPTIONS_BOUNDS_INVALID", "min_value cannot be greater than max_value")
	}
	if o.MinLength != nil {
		checkRange(p, join(path, "min_length"), *o.MinLength, 0, maxStringOption)
	}
	if o.MaxLength != nil {
		checkRange(p, join(path, "max_length"), *o.MaxLength, 1, maxStringOption)
	}
}
