vcl 4.1;

# Varnish as a cache in front of Garita. Copy this file to /etc/varnish/default.vcl, start varnishd with
# -p http_gzip_support=off so that brotli reaches the clients, and set TRUST_PROXY=loopback for Garita. Tested with
# Varnish 7.1. docs/operations.md explains the rules.

backend garita {
    .host = "127.0.0.1";
    .port = "3000";
}

sub vcl_recv {
    # Garita takes the client's address from here. A client cannot choose it.
    set req.http.X-Forwarded-For = client.ip;
    # The stream is passed on byte by byte, for as long as it lasts.
    if (req.url ~ "^/v1/stream(\?|$)") {
        return (pipe);
    }
    # Requests with a key or for a past time, requests to the desk, and writes are neither answered from the cache nor
    # kept in it.
    if (req.http.Authorization || req.http.Accept-Datetime || req.url ~ "(?i)^/desk([/?]|$)" || (req.method != "GET" && req.method != "HEAD")) {
        return (pass);
    }
    # Only the desk uses cookies.
    unset req.http.Cookie;

    # Garita chooses the form of an answer by four headers. Varnish passes them on in fewer spellings, which give the
    # same answer. Any other spelling is passed on unchanged. Varnish keeps one answer for each combination, by Vary.
    if (req.http.Accept-Encoding !~ "[;*]") {
        if (req.http.Accept-Encoding ~ "(?i)(^|[\s,])br([\s,]|$)") {
            set req.http.Accept-Encoding = "br";
        } else if (req.http.Accept-Encoding ~ "(?i)(^|[\s,])gzip([\s,]|$)") {
            set req.http.Accept-Encoding = "gzip";
        }
    }
    # The usual headers of browsers: a language alone or before others, or a variant such as es-MX, its language, and
    # others with a lower weight.
    if (req.http.Accept-Language ~ "(?i)^es(-\w+)?(,\s*(?!es;)[\w-]+;q=0\.\d)*$" ||
        req.http.Accept-Language ~ "(?i)^es-\w+,\s*es;q=0\.9(,\s*[\w-]+;q=0\.[0-8])*$" ||
        req.http.Accept-Language ~ "(?i)^es-\w+,\s*es;q=0\.[5-8](,\s*[\w-]+;q=0\.[0-4])*$") {
        set req.http.Accept-Language = "es";
    } else if (req.http.Accept-Language ~ "(?i)^en(-\w+)?(,\s*(?!en;)[\w-]+;q=0\.\d)*$" ||
        req.http.Accept-Language ~ "(?i)^en-\w+,\s*en;q=0\.9(,\s*[\w-]+;q=0\.[0-8])*$" ||
        req.http.Accept-Language ~ "(?i)^en-\w+,\s*en;q=0\.[5-8](,\s*[\w-]+;q=0\.[0-4])*$") {
        set req.http.Accept-Language = "en";
    }
    # Programs that preview links in posts accept any type, and get a page. For all others, the name does not matter.
    if (req.http.Accept && req.http.Accept != "*/*") {
        unset req.http.User-Agent;
    }
    return (hash);
}

sub vcl_pipe {
    # Otherwise, further requests of this client would reach Garita past this file.
    set bereq.http.Connection = "close";
}

sub vcl_backend_response {
    # Garita says how long an answer may be kept (s-maxage), and for how long it may be sent after that while the next
    # is fetched (stale-while-revalidate). By default, Varnish would send old answers for ten seconds.
    if (beresp.http.Cache-Control !~ "stale-while-revalidate") {
        set beresp.grace = 0s;
    }
    # Ask with If-None-Match for a while, because most answers are the same a second later.
    set beresp.keep = 60s;
}

sub vcl_deliver {
    # What is left of a client's limit concerns the client whose request reached Garita.
    if (obj.hits > 0) {
        unset resp.http.RateLimit;
        unset resp.http.RateLimit-Policy;
    }
}
