package importer

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"feyre/store"

	"golang.org/x/text/unicode/norm"
)

// Limits of what is written, those of the commands that will read it.
const (
	maxCharacters = 9
	maxName       = 64
	maxRoll       = 100
	maxScore      = 9_999
	maxLine       = 1 << 20
)

// Users takes the users of the old bot's blob, {"user_set": [...], "insert_timestamp": ...}. IDs may be numbers or texts.
func (im *Importer) Users(ctx context.Context, blob io.Reader) error {
	return im.part(ctx, "users", func() error { return im.users(ctx, blob) })
}

func (im *Importer) users(ctx context.Context, blob io.Reader) error {
	var old struct {
		Users []flexible `json:"user_set"`
	}
	switch err := json.NewDecoder(blob).Decode(&old); {
	case errors.Is(err, io.EOF):
		return errors.New("users blob: it is empty")
	case err != nil:
		return fmt.Errorf("users blob: %w", err)
	}
	for _, id := range old.Users {
		if err := im.user(ctx, string(id)); err != nil {
			return err
		}
	}
	return nil
}

// Characters takes the old table of characters, one JSON object a line with RowKey, the user, and character_json, what they had.
func (im *Importer) Characters(ctx context.Context, lines io.Reader) error {
	return im.part(ctx, "characters", func() error { return im.characters(ctx, lines) })
}

func (im *Importer) characters(ctx context.Context, lines io.Reader) error {
	scanner := bufio.NewScanner(lines)
	scanner.Buffer(nil, maxLine)
	for number := 1; scanner.Scan(); number++ {
		line := strings.TrimSpace(scanner.Text())
		if line == "" {
			continue
		}
		if err := im.row(ctx, number, []byte(line)); err != nil {
			return err
		}
	}
	if err := scanner.Err(); err != nil {
		return fmt.Errorf("characters: %w", err)
	}
	return nil
}

// row is a line of the table.
func (im *Importer) row(ctx context.Context, number int, line []byte) error {
	var row struct {
		User       flexible        `json:"RowKey"`
		Characters json.RawMessage `json:"character_json"`
	}
	err := json.Unmarshal(line, &row)
	user, ok := snowflake(string(row.User))
	if err != nil || !ok {
		im.leave(&im.report.Characters, "line %d: no user", number)
		return nil
	}
	old, err := oldCharacters(row.Characters)
	if err != nil {
		im.leave(&im.report.Characters, "line %d: %v", number, err)
		return nil
	}
	sum := sha256.Sum256(line) // a user may have a row for each character
	return im.book(ctx, user, number, old, fmt.Sprintf("%s#%x", im.marker(), sum[:4]))
}

// oldCharacter is one of a user's characters as the old bot wrote it.
type oldCharacter struct {
	Name       string   `json:"name"`
	Initiative flexible `json:"initiative_expression"`
	Active     bool     `json:"is_active"`
}

// oldCharacters reads a list of characters, an object that holds one, or a single character; each of them maybe as a text of JSON.
func oldCharacters(raw json.RawMessage) ([]oldCharacter, error) {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		raw = json.RawMessage(text)
	}
	var list []oldCharacter
	if json.Unmarshal(raw, &list) == nil {
		return list, nil
	}
	var holder struct {
		Characters []oldCharacter `json:"characters"`
		oldCharacter
	}
	switch err := json.Unmarshal(raw, &holder); {
	case err != nil:
		return nil, errors.New("character_json can't be read")
	case holder.Characters != nil:
		return holder.Characters, nil
	default:
		return []oldCharacter{holder.oldCharacter}, nil
	}
}

// book adds a user's old characters to the user's document, once for each source and row.
func (im *Importer) book(ctx context.Context, user uint64, number int, old []oldCharacter, marker string) error {
	slot := store.Slot{Key: store.UserKey(user)}
	var merged merging
	err := im.target.Amend(ctx, slot, func(r store.Record) (store.Record, error) {
		merged = merging{}
		if r.Erased || im.before {
			merged.known = len(old)
			return r, nil
		}
		document, err := merged.merge(r.Value, old, marker)
		if err != nil || document == nil {
			return r, err
		}
		return store.Record{Slot: slot, Time: -1, Value: document}, nil
	})
	if err != nil {
		return fmt.Errorf("line %d: %w", number, err)
	}
	im.report.Characters.Taken += merged.taken
	im.report.Characters.Known += merged.known
	for _, why := range merged.left {
		im.leave(&im.report.Characters, "line %d: %s", number, why)
	}
	return nil
}

// flexible is a text that the old bot may have written as a number.
type flexible string

// UnmarshalJSON takes texts and numbers.
func (f *flexible) UnmarshalJSON(raw []byte) error {
	var text string
	if err := json.Unmarshal(raw, &text); err == nil {
		*f = flexible(text)
		return nil
	}
	var number json.Number
	if err := json.Unmarshal(raw, &number); err != nil {
		return err
	}
	*f = flexible(number)
	return nil
}

// clip is at most n characters of a text, without space around it and with accents in their letters, as names are typed here.
func clip(text string, n int) string {
	text = norm.NFC.String(strings.TrimSpace(text))
	if runes := []rune(text); len(runes) > n {
		return strings.TrimSpace(string(runes[:n]))
	}
	return text
}
