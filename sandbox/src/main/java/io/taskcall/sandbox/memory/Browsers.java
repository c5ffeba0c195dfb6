package io.taskcall.sandbox.memory;

import io.taskcall.sandbox.domain.push.Browser;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.UUID;

/** Browsers that have subscribed to push messages. */
@ApplicationScoped
public class Browsers {
  private final SecureRandom random = new SecureRandom();
  private final Recent<Browser> all = new Recent<>();

  public Recent<Browser> all() {
    return all;
  }

  /** One more. */
  public Browser subscribe() {
    var browser = Browser.fresh(UUID.randomUUID().toString(), random);
    all.add(browser.id(), browser);
    return browser;
  }
}
