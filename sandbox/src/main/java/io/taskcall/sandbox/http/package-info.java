/** The sandbox's own API and page, for people and tests who play the outside world. */
@NullMarked
package io.taskcall.sandbox.http;

import org.jspecify.annotations.NullMarked;
