package io.taskcall.quickstart;

import java.io.IOException;
import java.net.http.HttpClient;

/** {@code ./taskcall export}: all that is written down, as a file that can be applied. */
final class Export {
  private static final int OK = 200;

  private Export() {}

  public static void main(String[] args) throws InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var answer = new OwnApi(http).get("/api/v1/config");
      if (answer.statusCode() != OK) {
        throw new StartFailed("TaskCall answered " + answer.statusCode());
      }
      System.out.print(answer.body());
      System.exit(0);
    } catch (StartFailed e) {
      System.err.println("taskcall: " + e.getMessage());
      System.exit(1);
    } catch (IOException e) {
      System.err.println("taskcall: cannot export it: " + e);
      System.exit(1);
    }
  }
}
