package azure_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"

	"feyre/internal/testazurite"
	"feyre/syncer"
	"feyre/syncer/azure"
)

// fixed is a credential with a token that is given.
type fixed string

func (f fixed) GetToken(context.Context, policy.TokenRequestOptions) (azcore.AccessToken, error) {
	return azcore.AccessToken{Token: string(f), ExpiresOn: time.Now().Add(time.Hour)}, nil
}

func TestTokenOverTLS(t *testing.T) {
	server := testazurite.StartTLS(t)
	config := azure.Config{AccountURL: server.URL(), Container: "feyre"}
	a := open(t, config, azure.Options{Transport: server.Client(), Credential: fixed(testazurite.Token(t))})
	if err := a.Put(t.Context(), "delta/1", []byte("x")); err != nil {
		t.Fatal(err)
	}
	got, err := a.Get(t.Context(), "delta/1")
	if err != nil || string(got) != "x" {
		t.Errorf("got %q, %v", got, err)
	}
}

// TestDefaultCredentialChain has the chain find what a machine in Azure has: a place on it that gives out tokens.
func TestDefaultCredentialChain(t *testing.T) {
	server := testazurite.StartTLS(t)
	asked := make(chan string, 16)
	identity := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked <- r.Header.Get("X-IDENTITY-HEADER") + " " + r.URL.Query().Get("resource")
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]string{
			"access_token": testazurite.Token(t), "token_type": "Bearer", "resource": "https://storage.azure.com",
			"expires_on": strconv.FormatInt(time.Now().Add(time.Hour).Unix(), 10),
		})
	}))
	t.Cleanup(identity.Close)
	for _, name := range []string{"AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET", "AZURE_FEDERATED_TOKEN_FILE"} {
		t.Setenv(name, "") // puts it back at the end
		_ = os.Unsetenv(name)
	}
	t.Setenv("IDENTITY_ENDPOINT", identity.URL)
	t.Setenv("IDENTITY_HEADER", "secret of this machine")
	a := open(t, azure.Config{AccountURL: server.URL(), Container: "feyre"}, azure.Options{Transport: server.Client()})
	if err := a.Put(t.Context(), "delta/1", []byte("x")); err != nil {
		t.Fatal(err)
	}
	if got := <-asked; got != "secret of this machine https://storage.azure.com" {
		t.Errorf("a token was asked for with %q", got)
	}
	if got, err := a.Get(t.Context(), "delta/1"); err != nil || string(got) != "x" {
		t.Errorf("got %q, %v", got, err)
	}
}

// noCredential is what Azure's chain says where it finds nothing, in many lines.
type noCredential struct{}

func (noCredential) Error() string { return "no credential was found.\nAttempted credentials:\n\tnone" }
func (noCredential) NonRetriable() {}

func (noCredential) GetToken(context.Context, policy.TokenRequestOptions) (azcore.AccessToken, error) {
	return azcore.AccessToken{}, noCredential{}
}

func TestNoCredential(t *testing.T) {
	a := open(t, azure.Config{AccountURL: "https://127.0.0.1:1/" + testazurite.Account, Container: "feyre"}, azure.Options{Credential: noCredential{}})
	_, err := a.Get(t.Context(), "manifest.json")
	if said := syncer.Problem(err); said != "the archive refuses access: no credential was found." {
		t.Errorf("a person is told %q", said)
	}
}
