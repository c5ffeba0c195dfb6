package io.taskcall.sandbox.memory;

import io.taskcall.sandbox.SandboxConfig;
import io.taskcall.sandbox.domain.fault.RateLimit;
import io.taskcall.sandbox.domain.fault.Switches;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** The switches as they stand, and the counters behind them. */
@ApplicationScoped
public class SwitchBoard {
  private final int usualLimit;
  private final AtomicLong calls = new AtomicLong();
  private volatile Switches switches = Switches.NONE;
  private RateLimit rate;

  SwitchBoard(SandboxConfig config) {
    usualLimit = config.datadog().rateLimitPerMinute();
    rate = RateLimit.unused(usualLimit);
  }

  public Switches switches() {
    return switches;
  }

  public void set(Switches changed) {
    switches = changed;
    calls.set(0);
  }

  /** Whether this call to Datadog is one of those that fail. */
  public boolean nextCallFails() {
    var every = switches.failEvery();
    return every > 0 && calls.incrementAndGet() % every == 0;
  }

  public synchronized RateLimit countCall(Instant at) {
    rate = rate.call(limit(), at);
    return rate;
  }

  private int limit() {
    var limit = switches.rateLimitPerMinute();
    return limit == 0 ? usualLimit : limit;
  }
}
