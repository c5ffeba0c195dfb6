/** Turns many observations of one alert into the few changes that somebody has to know about. */
@NullMarked
package io.taskcall.dedup;

import org.jspecify.annotations.NullMarked;
