package io.taskcall.sandbox.memory;

import io.taskcall.sandbox.domain.chat.Post;
import jakarta.enterprise.context.ApplicationScoped;

/** Everything that was posted to Slack, to Teams, to webhooks and to browsers. */
@ApplicationScoped
public class Rooms {
  private final Recent<Post> slack = new Recent<>();
  private final Recent<Post> teams = new Recent<>();
  private final Recent<Post> hooks = new Recent<>();
  private final Recent<Post> push = new Recent<>();

  public Recent<Post> slack() {
    return slack;
  }

  public Recent<Post> teams() {
    return teams;
  }

  public Recent<Post> hooks() {
    return hooks;
  }

  public Recent<Post> push() {
    return push;
  }
}
