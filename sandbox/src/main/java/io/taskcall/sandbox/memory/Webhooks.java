package io.taskcall.sandbox.memory;

import io.taskcall.sandbox.SandboxConfig;
import io.taskcall.sandbox.domain.webhook.Webhook;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The webhooks of the sandbox's Datadog by name; the one for TaskCall is there from the start. */
@ApplicationScoped
public class Webhooks {
  /** What the demo's monitors and incidents call: {@code @webhook-taskcall}. */
  public static final String TASKCALL = "taskcall";

  private final Map<String, Webhook> byName = new ConcurrentHashMap<>();

  Webhooks(SandboxConfig config, Payloads payloads) {
    byName.put(
        TASKCALL,
        new Webhook(
            TASKCALL,
            config.webhook().url().orElse(""),
            Webhook.Encoding.JSON,
            null,
            payloads.taskcall()));
  }

  public Optional<Webhook> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** False if the name is taken. */
  public boolean add(Webhook webhook) {
    return byName.putIfAbsent(webhook.name(), webhook) == null;
  }

  public Optional<Webhook> change(String name, UnaryOperator<Webhook> change) {
    return Optional.ofNullable(byName.computeIfPresent(name, (key, known) -> change.apply(known)));
  }

  public boolean remove(String name) {
    return byName.remove(name) != null;
  }
}
