package io.taskcall.auth.setup;

import io.taskcall.auth.fixtures.AuthForTests;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;

/** Applies another setup file while the service runs. */
@ApplicationScoped
public class SetupForTests {
  private final SetupAtStart start;

  SetupForTests(SetupAtStart start) {
    this.start = start;
  }

  public void apply(String yaml) {
    try {
      Files.writeString(AuthForTests.setupFile(), yaml);
      start.apply(AuthForTests.setupFile());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
