package io.taskcall.quickstart;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** What a person or a script needs to know about a running TaskCall. */
final class RunEnv {
  static final String URL = "TASKCALL_URL";
  static final String TOKEN = Secrets.TOKEN;
  static final String INTEGRATION_URL = "TASKCALL_INTEGRATION_URL";
  static final String ALERTMANAGER_URL = "TASKCALL_ALERTMANAGER_URL";
  static final String EVENTS_URL = "TASKCALL_EVENTS_URL";
  static final String PAYMENTS_URL = "TASKCALL_PAYMENTS_URL";
  static final String SANDBOX_URL = "TASKCALL_SANDBOX_URL";
  static final String KAFKA = "TASKCALL_KAFKA";
  static final String OWNER_EMAIL = "TASKCALL_OWNER_EMAIL";

  /** The owner in {@code quickstart/demo.yaml}. */
  static final String OWNER = "ana@demo.example";

  private RunEnv() {}

  static SequencedMap<String, String> of(Settings settings, Secrets secrets) {
    var values = new LinkedHashMap<String, String>();
    values.put(URL, settings.url());
    values.put(TOKEN, secrets.get(TOKEN));
    values.put(OWNER_EMAIL, OWNER);
    values.put(Secrets.OWNER_PASSWORD, secrets.get(Secrets.OWNER_PASSWORD));
    values.put(INTEGRATION_URL, datadogUrl(settings, secrets));
    values.put(
        ALERTMANAGER_URL,
        settings.url() + "/integrations/alertmanager/v1/" + secrets.get(Secrets.ALERTMANAGER_KEY));
    values.put(
        EVENTS_URL, settings.url() + "/integrations/events/v2/" + secrets.get(Secrets.EVENTS_KEY));
    values.put(Secrets.EVENTS_KEY, secrets.get(Secrets.EVENTS_KEY));
    values.put(
        PAYMENTS_URL,
        settings.url() + "/integrations/datadog/v1/" + secrets.get(Secrets.PAYMENTS_KEY));
    values.put(KAFKA, settings.kafka());
    values.put(SANDBOX_URL, settings.sandboxUrl());
    return values;
  }

  /** Where the demo organization's Datadog sends its webhooks. */
  static String datadogUrl(Settings settings, Secrets secrets) {
    return settings.url() + "/integrations/datadog/v1/" + secrets.get(Secrets.DATADOG_KEY);
  }
}
