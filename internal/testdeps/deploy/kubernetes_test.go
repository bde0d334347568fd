package deploy

import (
	"slices"
	"testing"

	apps "k8s.io/api/apps/v1"
	core "k8s.io/api/core/v1"
	network "k8s.io/api/networking/v1"
	policy "k8s.io/api/policy/v1"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"
	"sigs.k8s.io/yaml"
)

// TestKubernetes builds the kustomization and reads every object strictly: an unknown field is an error.
func TestKubernetes(t *testing.T) {
	built, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(filesys.MakeFsOnDisk(), files+"kubernetes")
	if err != nil {
		t.Fatal(err)
	}
	var bot apps.StatefulSet
	var syncer apps.Deployment
	var budget policy.PodDisruptionBudget
	var wall network.NetworkPolicy
	kinds := map[string]any{
		"StatefulSet": &bot, "Deployment": &syncer, "PodDisruptionBudget": &budget, "NetworkPolicy": &wall,
		"Namespace": &core.Namespace{}, "Service": &core.Service{}, "ConfigMap": &core.ConfigMap{},
	}
	seen, scraped := map[string]bool{}, map[string]bool{}
	for _, resource := range built.Resources() {
		if resource.GetKind() == "Service" && resource.GetAnnotations()["prometheus.io/scrape"] == "true" {
			scraped[resource.GetName()] = true
		}
		into, known := kinds[resource.GetKind()]
		if !known {
			t.Errorf("%s is not checked", resource.GetKind())
			continue
		}
		if err := yaml.UnmarshalStrict([]byte(resource.MustYaml()), into); err != nil {
			t.Errorf("%s %s: %v", resource.GetKind(), resource.GetName(), err)
		}
		seen[resource.GetKind()] = true
	}
	if len(seen) < len(kinds) {
		t.Fatalf("not all there: %v", seen)
	}
	confined(t, bot.Spec.Template.Spec)
	confined(t, syncer.Spec.Template.Spec)
	if syncer.Spec.Replicas == nil || *syncer.Spec.Replicas != 1 || syncer.Spec.Strategy.Type != apps.RecreateDeploymentStrategyType {
		t.Error("there may be two syncers")
	}
	if len(wall.Spec.PolicyTypes) != 2 || budget.Spec.MaxUnavailable == nil {
		t.Error("the policy or the budget is open")
	}
	if !scraped["feyre-bot"] || !scraped["feyre-syncer"] {
		t.Errorf("the metrics of some pods are not seen: only %v", scraped)
	}
	sharded(t, &bot)
	scratched(t, syncer.Spec.Template.Spec)
}

// scratched checks that a pod may write where the image has its temporary files.
func scratched(t *testing.T, pod core.PodSpec) {
	t.Helper()
	for _, mount := range pod.Containers[0].VolumeMounts {
		for _, volume := range pod.Volumes {
			if volume.Name == mount.Name && volume.EmptyDir != nil && mount.MountPath == "/data" && !mount.ReadOnly {
				return
			}
		}
	}
	t.Error("the syncer has no place for temporary files")
}

// sharded checks that a pod's ordinal is its shard, and that there are as many shards as pods.
func sharded(t *testing.T, bot *apps.StatefulSet) {
	t.Helper()
	container := bot.Spec.Template.Spec.Containers[0]
	if !slices.Contains(container.Args, "$(ORDINAL)") || !slices.Contains(container.Args, "$(SHARDS)") {
		t.Errorf("the ordinal picks no shard: %v", container.Args)
	}
	for _, env := range container.Env {
		switch env.Name {
		case "ORDINAL":
			if env.ValueFrom == nil || env.ValueFrom.FieldRef == nil || env.ValueFrom.FieldRef.FieldPath != "metadata.labels['apps.kubernetes.io/pod-index']" {
				t.Errorf("the ordinal comes from %+v", env.ValueFrom)
			}
		case "SHARDS":
			if env.Value != string(rune('0'+*bot.Spec.Replicas)) {
				t.Errorf("%s shards, %d pods", env.Value, *bot.Spec.Replicas)
			}
		}
	}
}

func confined(t *testing.T, pod core.PodSpec) {
	t.Helper()
	if pod.SecurityContext == nil || pod.SecurityContext.RunAsNonRoot == nil || !*pod.SecurityContext.RunAsNonRoot {
		t.Error("a pod may run as root")
	}
	for _, c := range pod.Containers {
		if c.SecurityContext == nil || c.SecurityContext.ReadOnlyRootFilesystem == nil || !*c.SecurityContext.ReadOnlyRootFilesystem {
			t.Errorf("%s may write to its root", c.Name)
		}
		if c.StartupProbe == nil || c.LivenessProbe == nil || c.ReadinessProbe == nil || c.ReadinessProbe.HTTPGet.Path != "/readyz" {
			t.Errorf("%s has no probes", c.Name)
		}
	}
}
