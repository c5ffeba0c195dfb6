package io.taskcall.quickstart;

import java.util.Map;

/** How the on-call service and the sandbox's phone company and Slack know each other. */
final class VendorSettings {
  private static final String PHONE_ACCOUNT = "ACsandbox0000000000000000000000000";
  private static final String PHONE_NUMBER = "+15005550006";

  private VendorSettings() {}

  static Map<String, String> ofOncall(Settings settings, Secrets secrets) {
    return Map.of(
        "ONCALL_TWILIO_URL",
        settings.sandboxUrl() + "/twilio",
        "ONCALL_TWILIO_ACCOUNT_SID",
        PHONE_ACCOUNT,
        "ONCALL_TWILIO_AUTH_TOKEN",
        secrets.get(Secrets.PHONE_TOKEN),
        "ONCALL_TWILIO_FROM",
        PHONE_NUMBER,
        "ONCALL_SLACK_URL",
        settings.sandboxUrl() + "/slack/api",
        "ONCALL_SLACK_TOKEN",
        secrets.get(Secrets.SLACK_TOKEN),
        "ONCALL_SLACK_SIGNING_SECRET",
        secrets.get(Secrets.SLACK_SIGNING_SECRET),
        "ONCALL_WEBHOOK_PRIVATE_HOSTS",
        "localhost,127.0.0.1");
  }

  static Map<String, String> ofSandbox(Settings settings, Secrets secrets) {
    return Map.of(
        "SANDBOX_PHONE_ACCOUNT_SID",
        PHONE_ACCOUNT,
        "SANDBOX_PHONE_AUTH_TOKEN",
        secrets.get(Secrets.PHONE_TOKEN),
        "SANDBOX_PHONE_SMS_URL",
        settings.url() + "/callbacks/twilio/sms",
        "SANDBOX_SLACK_TOKEN",
        secrets.get(Secrets.SLACK_TOKEN),
        "SANDBOX_SLACK_SIGNING_SECRET",
        secrets.get(Secrets.SLACK_SIGNING_SECRET),
        "SANDBOX_SLACK_INTERACTION_URL",
        settings.url() + "/callbacks/slack");
  }
}
