"""Posts a body that is refused, with the clients of Python's library: python3 large_body.py URL BYTES"""
import http.client
import sys
import urllib.error
import urllib.parse
import urllib.request

url, length = sys.argv[1], int(sys.argv[2])
body = b"x" * length

address = urllib.parse.urlsplit(url)
connection = http.client.HTTPConnection(address.hostname, address.port, timeout=60)
connection.request("POST", address.path, body)
response = connection.getresponse()
print("http.client", response.status, response.read().decode())

connection.request("GET", "/health")
print("http.client again", connection.getresponse().status)

try:
    urllib.request.urlopen(urllib.request.Request(url, body), timeout=60)
except urllib.error.HTTPError as error:
    print("urllib", error.code, error.read().decode())

connection = http.client.HTTPConnection(address.hostname, address.port, timeout=60)
connection.request("POST", address.path, (b"x" * 65536 for _ in range(length // 65536)), encode_chunked=True,
                   headers={"Transfer-Encoding": "chunked"})
response = connection.getresponse()
print("chunked", response.status, response.read().decode())
