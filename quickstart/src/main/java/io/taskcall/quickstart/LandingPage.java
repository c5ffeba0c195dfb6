package io.taskcall.quickstart;

/** The page at the front door, which says what runs where. */
final class LandingPage {
  private LandingPage() {}

  static String of(Settings settings, Services services) {
    var rows = new StringBuilder();
    for (var service : services.all()) {
      rows.append(
          "<tr><td>%s</td><td><a href=\"%s/q/health\">%s</a></td><td><code>%s/%s.log</code></td></tr>\n"
              .formatted(
                  service.name(), service.url(), service.url(), settings.logs(), service.name()));
    }
    return """
    <!doctype html>
    <html lang="en">
    <head><meta charset="utf-8"><title>TaskCall</title>
    <style>
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 3rem auto; padding: 0 1rem }
      table { border-collapse: collapse } td, th { padding: .25rem 1rem .25rem 0; text-align: left }
      code { background: #8882; padding: .1rem .3rem }
    </style></head>
    <body>
    <h1>TaskCall</h1>
    <p>From an alert to the right person, once. This is the front door of everything that runs here.</p>
    <ul>
      <li><a href="/sign-in">Sign in</a>: as <code>ana@demo.example</code>, with the password that
        <code>%3$s</code> has as <code>TASKCALL_OWNER_PASSWORD</code></li>
      <li><a href="%1$s">The sandbox</a>: a Datadog to trigger alerts in, and the mailbox that pages arrive in</li>
      <li><code>%2$s/api/v1/incidents</code>: the incidents, with the token of <code>%3$s</code>
        as <code>Authorization: Bearer …</code></li>
      <li><code>%2$s/integrations/…</code>: where monitoring tools send their alerts</li>
      <li><code>%4$s</code>: Kafka, with a topic for everything that happens</li>
    </ul>
    <table><tr><th>service</th><th>health</th><th>log</th></tr>
    %5$s</table>
    </body>
    </html>
    """
        .formatted(
            settings.sandboxUrl(), settings.url(), settings.runEnv(), settings.kafka(), rows);
  }
}
